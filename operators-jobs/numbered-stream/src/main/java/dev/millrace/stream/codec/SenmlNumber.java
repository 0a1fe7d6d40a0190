package dev.millrace.stream.codec;

/**
 * A number of a SenML record: an int as long as it was written as one, else a double. Sums of ints
 * stay ints, so that a base value does not cost an int field its exactness.
 */
record SenmlNumber(boolean isInt, long integer, double real) {
  static SenmlNumber of(long value) {
    return new SenmlNumber(true, value, value);
  }

  static SenmlNumber of(double value) {
    return new SenmlNumber(false, 0, value);
  }

  /**
   * This number on top of a base.
   *
   * @throws ArithmeticException if both are ints and the sum needs more than 64 bits
   */
  SenmlNumber plus(SenmlNumber base) {
    return isInt && base.isInt ? of(Math.addExact(integer, base.integer)) : of(real + base.real);
  }
}
