package dev.millrace.local.check;

import java.util.Arrays;

/** Sums and order of field values. */
final class Numbers {
  private Numbers() {}

  /** The sum of two ints or of two doubles. */
  static Object plus(Object one, Object other) throws StepFailure {
    if (one instanceof Double sum) {
      return sum + (Double) other;
    }
    try {
      return Math.addExact((Long) one, (Long) other);
    } catch (ArithmeticException e) {
      throw new StepFailure("sum: " + e.getMessage());
    }
  }

  /** Order of two ints, two doubles, or two strings by code point. */
  static int compare(Object one, Object other) {
    if (one instanceof Long number) {
      return Long.compare(number, (Long) other);
    }
    if (one instanceof Double number) {
      return Double.compare(number, (Double) other);
    }
    return Arrays.compare(
        ((String) one).codePoints().toArray(), ((String) other).codePoints().toArray());
  }
}
