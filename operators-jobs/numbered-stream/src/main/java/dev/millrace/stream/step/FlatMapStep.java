package dev.millrace.stream.step;

import dev.millrace.stream.expression.Expression;
import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.RecordKey;
import java.util.List;

/**
 * Writes one record for each entry whose condition holds; {@code map} is the case of one entry
 * without condition. No state.
 */
final class FlatMapStep extends Step {
  /**
   * One record to write.
   *
   * @param when the condition, or null: always
   * @param emit its fields
   */
  record Entry(Expression when, FieldExpressions emit) {}

  private final RecordScope scope;
  private final Entry[] entries;
  private final Row result;

  FlatMapStep(StepRuntime runtime, int index, Step next, RecordScope scope, List<Entry> entries) {
    super(runtime, index, next);
    this.scope = scope;
    this.entries = entries.toArray(Entry[]::new);
    this.result = new Row(entries.getFirst().emit().schema());
  }

  @Override
  void process(Row row, RecordKey key, long eventTime) {
    Scope variables = scope.of(row, key);
    for (Entry entry : entries) {
      if (entry.when == null || entry.when.bool(variables)) {
        entry.emit.into(result, variables);
        pass(result, key, eventTime);
      }
    }
  }
}
