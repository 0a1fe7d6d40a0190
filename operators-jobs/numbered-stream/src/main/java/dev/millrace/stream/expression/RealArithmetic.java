package dev.millrace.stream.expression;

import dev.millrace.stream.expression.Leaves.RealConstant;

/** Arithmetic on doubles as IEEE 754 has it: no errors, but infinities and NaN. */
final class RealArithmetic {
  private RealArithmetic() {}

  static RealExpression add(Expression left, Expression right) {
    return right instanceof RealConstant b
        ? scope -> left.real(scope) + b.value()
        : scope -> left.real(scope) + right.real(scope);
  }

  static RealExpression subtract(Expression left, Expression right) {
    return right instanceof RealConstant b
        ? scope -> left.real(scope) - b.value()
        : scope -> left.real(scope) - right.real(scope);
  }

  static RealExpression multiply(Expression left, Expression right) {
    return right instanceof RealConstant b
        ? scope -> left.real(scope) * b.value()
        : scope -> left.real(scope) * right.real(scope);
  }

  static RealExpression divide(Expression left, Expression right) {
    return right instanceof RealConstant b
        ? scope -> left.real(scope) / b.value()
        : scope -> left.real(scope) / right.real(scope);
  }

  static RealExpression negate(Expression operand) {
    return scope -> -operand.real(scope);
  }
}
