package dev.millrace.stream.expression;

import dev.millrace.api.FieldType;

/** The field type of an expression's values. */
final class Types {
  private Types() {}

  static FieldType of(Expression expression) {
    return switch (expression) {
      case BoolExpression b -> FieldType.BOOL;
      case IntegerExpression i -> FieldType.INT;
      case RealExpression r -> FieldType.DOUBLE;
      case StringExpression t -> FieldType.STRING;
    };
  }
}
