package dev.millrace.local.check;

import java.util.Arrays;

/** Sums and order of field values. */
final class Numbers {
  private Numbers() {}

  /** The sum of two ints or of two doubles. */
  static Object plus(Object one, Object other) throws StepFailure {
    if (one instanceof Double) {
      return (Double) one + (Double) other;
    }
    try {
      return Math.addExact((Long) one, (Long) other);
    } catch (ArithmeticException e) {
      throw new StepFailure("sum: " + e.getMessage());
    }
  }

  /** Order of two ints, two doubles, or two strings by code point. */
  static int compare(Object one, Object other) {
    if (one instanceof Long) {
      return Long.compare((Long) one, (Long) other);
    }
    if (one instanceof Double) {
      return Double.compare((Double) one, (Double) other);
    }
    return Arrays.compare(
        ((String) one).codePoints().toArray(), ((String) other).codePoints().toArray());
  }
}
