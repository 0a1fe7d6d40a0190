package dev.millrace.stream.step;

import dev.millrace.api.FieldType;
import dev.millrace.stream.expression.AggregateExpression;
import dev.millrace.stream.expression.AggregateFunction;
import dev.millrace.stream.expression.Environment;
import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.state.RecordKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the result row of a group of records: aggregates, key, bounds of the window. */
final class GroupResult {
  private static final String WINDOW = "window";
  private static final int START = 0;
  private static final int END = 1;
  private static final Schema BOUNDS = bounds();

  private final GroupFields plan;
  private final Aggregate[] aggregates;
  private final RecordScope recordScope;
  private final Row bounds = new Row(BOUNDS);
  private final Scope scope;
  private final Row row;

  GroupResult(GroupFields plan, Accumulators accumulators) {
    this.plan = plan;
    this.aggregates = new Aggregate[plan.fields().size()];
    int next = 0;
    for (int slot = 0; slot < aggregates.length; slot++) {
      if (plan.fields().get(slot).function() != AggregateFunction.NONE) {
        aggregates[slot] = accumulators.each()[next++];
      }
    }
    this.recordScope = new RecordScope(plan.environment());
    this.scope = recordScope.of(null, RecordKey.EMPTY);
    this.row = new Row(plan.schema());
    int window = plan.environment().index(WINDOW);
    if (window >= 0) {
      scope.set(window, bounds);
    }
  }

  /** Adds the variable {@code window} to an environment. */
  static Environment withWindow(Environment environment) {
    return environment.withStruct(WINDOW, "the window", BOUNDS);
  }

  private static Schema bounds() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("start", FieldType.INT);
    fields.put("end", FieldType.INT);
    return Schema.of(fields);
  }

  /**
   * The result, in the same row each time.
   *
   * @param start of the window
   * @param end of the window
   */
  Row of(Part part, RecordKey key, long start, long end) {
    bounds.setLong(START, start);
    bounds.setLong(END, end);
    row.clear();
    recordScope.of(null, key);
    for (int slot = 0; slot < aggregates.length; slot++) {
      if (aggregates[slot] != null) {
        aggregates[slot].write(part, row, slot);
      } else {
        AggregateExpression field = plan.fields().get(slot);
        new TypedExpression(field.resultType(), field.argument()).into(row, slot, scope);
      }
    }
    return row;
  }
}
