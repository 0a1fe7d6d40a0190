package dev.millrace.stream.expression;

import dev.millrace.stream.expression.Leaves.IntegerConstant;
import dev.millrace.stream.expression.Leaves.StringConstant;

/** Equality of values of one type, and of ints with doubles by their mathematical value. */
final class Equality {
  private Equality() {}

  /**
   * @throws IllegalArgumentException if the types cannot be equal
   */
  static BoolExpression equal(Expression left, Expression right) {
    return switch (left) {
      case StringExpression a when right instanceof StringConstant(String b) ->
          scope -> b.equals(a.text(scope));
      case StringExpression a when right instanceof StringExpression b ->
          scope -> a.text(scope).equals(b.text(scope));
      case IntegerExpression a when right instanceof IntegerConstant(long b) ->
          scope -> a.integer(scope) == b;
      case IntegerExpression a when right instanceof IntegerExpression b ->
          scope -> a.integer(scope) == b.integer(scope);
      case IntegerExpression a when right instanceof RealExpression b ->
          scope -> Order.compare(a.integer(scope), b.real(scope)) == 0;
      case RealExpression a when right instanceof RealExpression b ->
          scope -> a.real(scope) == b.real(scope);
      case RealExpression a when right instanceof IntegerExpression b ->
          scope -> Order.compare(b.integer(scope), a.real(scope)) == 0;
      case BoolExpression a when right instanceof BoolExpression b ->
          scope -> a.bool(scope) == b.bool(scope);
      default -> throw new IllegalArgumentException("types that cannot be equal");
    };
  }

  static boolean comparable(Expression left, Expression right) {
    return isNumber(left) && isNumber(right) || Types.of(left) == Types.of(right);
  }

  private static boolean isNumber(Expression operand) {
    return operand instanceof IntegerExpression || operand instanceof RealExpression;
  }
}
