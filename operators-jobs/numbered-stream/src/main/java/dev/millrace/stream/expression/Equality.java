package dev.millrace.stream.expression;

import dev.millrace.stream.expression.Leaves.IntegerConstant;
import dev.millrace.stream.expression.Leaves.StringConstant;

/** Equality of values of one type, and of ints with doubles by their mathematical value. */
final class Equality {
  private Equality() {}

  /** The operands are comparable. */
  static BoolExpression equal(Expression left, Expression right) {
    return switch (left) {
      case StringExpression a -> strings(a, right);
      case IntegerExpression a ->
          right instanceof RealExpression b ? mixed(a, b) : integers(a, right);
      case RealExpression a ->
          right instanceof IntegerExpression b
              ? mixed(b, a)
              : scope -> a.real(scope) == right.real(scope);
      case BoolExpression a -> scope -> a.bool(scope) == right.bool(scope);
    };
  }

  /** Whether values of the two can be equal: both are numbers, or of one type. */
  static boolean comparable(Expression left, Expression right) {
    return (isNumber(left) && isNumber(right)) || Types.of(left) == Types.of(right);
  }

  private static BoolExpression strings(StringExpression left, Expression right) {
    return right instanceof StringConstant b
        ? scope -> b.value().equals(left.text(scope))
        : scope -> left.text(scope).equals(right.text(scope));
  }

  private static BoolExpression integers(IntegerExpression left, Expression right) {
    return right instanceof IntegerConstant b
        ? scope -> left.integer(scope) == b.value()
        : scope -> left.integer(scope) == right.integer(scope);
  }

  private static BoolExpression mixed(IntegerExpression integer, RealExpression real) {
    return scope -> Order.compare(integer.integer(scope), real.real(scope)) == 0;
  }

  private static boolean isNumber(Expression operand) {
    return operand instanceof IntegerExpression || operand instanceof RealExpression;
  }
}
