package dev.millrace.stream.expression;

/** {@code int()}, {@code double()} and {@code string()}. */
final class Conversions {
  private static final double TWO_TO_63 = 0x1p63;

  private Conversions() {}

  /**
   * Truncates towards zero. What lies at or beyond ±2^63 is an error, as CEL's other runtimes have
   * it.
   */
  static IntegerExpression realToInteger(Expression operand) {
    return scope -> {
      double value = operand.real(scope);
      if (!(value > -TWO_TO_63 && value < TWO_TO_63)) {
        throw Faults.NOT_AN_INT;
      }
      return (long) value;
    };
  }

  /** A decimal number with an optional sign. */
  static IntegerExpression stringToInteger(Expression operand) {
    return scope -> {
      try {
        return Long.parseLong(operand.text(scope));
      } catch (NumberFormatException e) {
        throw Faults.NOT_AN_INT;
      }
    };
  }

  static RealExpression integerToReal(Expression operand) {
    return scope -> (double) operand.integer(scope);
  }

  static RealExpression stringToReal(Expression operand) {
    return scope -> {
      try {
        return Double.parseDouble(operand.text(scope));
      } catch (NumberFormatException e) {
        throw Faults.NOT_A_DOUBLE;
      }
    };
  }

  static StringExpression integerToString(Expression operand) {
    return scope -> Long.toString(operand.integer(scope));
  }

  /** The shortest decimal that reads back as the same double. */
  static StringExpression realToString(Expression operand) {
    return scope -> Double.toString(operand.real(scope));
  }

  static StringExpression boolToString(Expression operand) {
    return scope -> Boolean.toString(operand.bool(scope));
  }
}
