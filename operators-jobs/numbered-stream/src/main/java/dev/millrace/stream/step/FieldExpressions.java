package dev.millrace.stream.step;

import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.util.List;

/**
 * One expression a field of a result. Immutable.
 *
 * @param schema the result's fields
 * @param expressions in the order of the fields
 */
record FieldExpressions(Schema schema, List<TypedExpression> expressions) {
  FieldExpressions {
    expressions = List.copyOf(expressions);
  }

  /** Fills the row anew. */
  void into(Row row, Scope scope) {
    row.clear();
    for (int slot = 0; slot < expressions.size(); slot++) {
      expressions.get(slot).into(row, slot, scope);
    }
  }
}
