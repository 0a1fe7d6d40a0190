package dev.millrace.stream.expression;

import dev.millrace.api.FieldType;
import dev.millrace.stream.record.Row;

/**
 * An expression with the type of its values.
 *
 * @param type says which of the node's four methods answers
 */
public record TypedExpression(FieldType type, Expression node) {
  /**
   * Evaluates into a field of this type.
   *
   * @throws dev.millrace.stream.record.EvaluationException if there is no value; the row is then
   *     unchanged
   */
  public void into(Row row, int slot, Scope scope) {
    switch (type) {
      case INT -> row.setLong(slot, node.integer(scope));
      case DOUBLE -> row.setDouble(slot, node.real(scope));
      case STRING -> row.setString(slot, node.text(scope));
      case BOOL -> row.setBool(slot, node.bool(scope));
    }
  }
}
