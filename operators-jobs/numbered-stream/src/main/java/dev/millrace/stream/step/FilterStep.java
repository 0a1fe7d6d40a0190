package dev.millrace.stream.step;

import dev.millrace.stream.expression.Expression;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.RecordKey;

/** Passes the records for which a condition is true. No state. */
final class FilterStep extends Step {
  private final RecordScope scope;
  private final Expression condition;

  FilterStep(StepRuntime runtime, int index, Step next, RecordScope scope, Expression condition) {
    super(runtime, index, next);
    this.scope = scope;
    this.condition = condition;
  }

  @Override
  void process(Row row, RecordKey key, long eventTime) {
    if (condition.bool(scope.of(row, key))) {
      pass(row, key, eventTime);
    }
  }
}
