package dev.millrace.stream.step;

import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.expression.TypedExpression;

/** Values as text: what CEL's {@code string()} makes of them. */
public final class ValueText {
  private ValueText() {}

  /**
   * The expression's value as text.
   *
   * @throws dev.millrace.stream.record.EvaluationException if it has no value
   */
  public static String of(TypedExpression expression, Scope scope) {
    return switch (expression.type()) {
      case STRING -> expression.node().text(scope);
      case INT -> Long.toString(expression.node().integer(scope));
      case BOOL -> Boolean.toString(expression.node().bool(scope));
      case DOUBLE -> Double.toString(expression.node().real(scope));
    };
  }
}
