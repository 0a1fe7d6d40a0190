package dev.millrace.stream.expression;

/** Arithmetic on 64-bit ints; what does not fit is an error, division truncates towards zero. */
final class IntegerArithmetic {
  private IntegerArithmetic() {}

  static IntegerExpression add(Expression left, Expression right) {
    return scope -> {
      long a = left.integer(scope);
      long b = right.integer(scope);
      long sum = a + b;
      // Overflow iff both operands differ in sign from the sum; addExact would pay for a stack
      // trace.
      if (((a ^ sum) & (b ^ sum)) < 0) {
        throw Faults.OVERFLOW;
      }
      return sum;
    };
  }

  static IntegerExpression subtract(Expression left, Expression right) {
    return scope -> {
      long a = left.integer(scope);
      long b = right.integer(scope);
      long difference = a - b;
      if (((a ^ b) & (a ^ difference)) < 0) {
        throw Faults.OVERFLOW;
      }
      return difference;
    };
  }

  static IntegerExpression multiply(Expression left, Expression right) {
    return scope -> {
      long a = left.integer(scope);
      long b = right.integer(scope);
      long low = a * b;
      // The upper 64 bits are nothing but the sign, or the product does not fit.
      if (Math.multiplyHigh(a, b) != low >> 63) {
        throw Faults.OVERFLOW;
      }
      return low;
    };
  }

  static IntegerExpression divide(Expression left, Expression right) {
    return scope -> {
      long a = left.integer(scope);
      long b = right.integer(scope);
      requireDivisor(b);
      if (a == Long.MIN_VALUE && b == -1) {
        throw Faults.OVERFLOW;
      }
      return a / b;
    };
  }

  static IntegerExpression modulo(Expression left, Expression right) {
    return scope -> {
      long a = left.integer(scope);
      long b = right.integer(scope);
      requireDivisor(b);
      return a % b;
    };
  }

  static IntegerExpression negate(Expression operand) {
    return scope -> {
      long value = operand.integer(scope);
      if (value == Long.MIN_VALUE) {
        throw Faults.OVERFLOW;
      }
      return -value;
    };
  }

  private static void requireDivisor(long divisor) {
    if (divisor == 0) {
      throw Faults.DIVISION_BY_ZERO;
    }
  }
}
