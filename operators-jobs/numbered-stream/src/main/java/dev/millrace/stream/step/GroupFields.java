package dev.millrace.stream.step;

import dev.millrace.stream.expression.AggregateExpression;
import dev.millrace.stream.expression.Environment;
import dev.millrace.stream.record.Schema;
import java.util.List;

/**
 * The result fields of a window or running step. Immutable.
 *
 * @param schema the fields
 * @param fields what they are, in the same order
 * @param environment of their expressions
 */
record GroupFields(Schema schema, List<AggregateExpression> fields, Environment environment) {
  GroupFields {
    fields = List.copyOf(fields);
  }
}
