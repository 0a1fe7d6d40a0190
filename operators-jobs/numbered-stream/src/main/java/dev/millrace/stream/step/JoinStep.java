package dev.millrace.stream.step;

import dev.millrace.stream.expression.Environment;
import dev.millrace.stream.expression.Expression;
import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Joins two kinds of records of one log. State: {@link JoinSide}. */
final class JoinStep extends Step {
  static final String LEFT = "left";
  static final String RIGHT = "right";

  /**
   * What a join does. Immutable.
   *
   * @param environment of the conditions
   * @param left which records are left
   * @param right which records are right
   * @param within how far apart partners may be, in milliseconds
   * @param results of the expressions of the result
   * @param emit the result
   */
  record Plan(
      Environment environment,
      Expression left,
      Expression right,
      long within,
      Environment results,
      FieldExpressions emit) {}

  private final Plan plan;
  private final RecordScope scope;
  private final Side left;
  private final Side right;
  private final Scope results;
  private final int key;
  private final Row result;

  /** One side: where its records are kept, and its variable in results. */
  private record Side(JoinSide kept, int variable, Row row) {}

  JoinStep(StepRuntime runtime, int index, Step next, Schema input, Plan plan) {
    super(runtime, index, next);
    this.plan = plan;
    this.scope = new RecordScope(plan.environment);
    KeptRecords records = new KeptRecords(input);
    this.left = side(0, LEFT, input, records);
    this.right = side(1, RIGHT, input, records);
    this.results = new Scope(plan.results);
    this.key = plan.results.index(RecordScope.KEY);
    this.result = new Row(plan.emit.schema());
  }

  private Side side(int number, String variable, Schema input, KeptRecords records) {
    return new Side(
        new JoinSide(runtime, index, number, plan.within, records),
        plan.results.index(variable),
        new Row(input));
  }

  @Override
  void process(Row row, RecordKey recordKey, long eventTime) {
    Scope variables = scope.of(row, recordKey);
    if (plan.left.bool(variables)) {
      join(left, right, row, recordKey, eventTime);
    } else if (plan.right.bool(variables)) {
      join(right, left, row, recordKey, eventTime);
    }
  }

  private void join(Side own, Side other, Row row, RecordKey recordKey, long eventTime) {
    if (runtime.isOver(eventTime + plan.within + runtime.allowedLateness + 1, index)) {
      runtime.late();
      return;
    }
    List<JoinSide.Kept> partners = new ArrayList<>();
    other.kept.find(recordKey, eventTime, partners);
    Collections.sort(partners);
    own.kept.keep(row, recordKey, eventTime);
    for (JoinSide.Kept partner : partners) {
      other.kept.read(partner, other.row);
      results.set(own.variable, row).set(other.variable, other.row).set(key, recordKey.text());
      plan.emit.into(result, results);
      pass(result, recordKey, Math.max(eventTime, other.kept.time(partner)));
    }
  }

  @Override
  void restored(RecordKey recordKey, long instance, Cell cell) {
    long deadline = JoinSide.deadline(instance, plan.within, runtime.allowedLateness);
    runtime.register(deadline, index, recordKey, instance);
  }

  @Override
  void fire(long deadline, RecordKey recordKey, long instance) {
    Cell cell = runtime.state.edit(index, recordKey, instance);
    if (cell != null) {
      runtime.state.remove(index, recordKey, instance, cell);
    }
  }
}
