package dev.millrace.fleet.payload;

import java.util.random.RandomGenerator;

/**
 * Poisson-distributed counts: how many exponential gaps fit into the mean. A large mean is split
 * into parts, whose counts add up to a Poisson count, so that no product underflows.
 */
final class Poisson implements FieldValues {
  /** One value costs about this many random numbers. */
  static final double GREATEST_MEAN = 10_000;

  private static final double PART = 500;

  private final RandomGenerator random;
  private final double mean;

  Poisson(double mean, RandomGenerator random) {
    this.mean = mean;
    this.random = random;
  }

  @Override
  public Long next() {
    long count = 0;
    for (double left = mean; left > 0; left -= PART) {
      double limit = StrictMath.exp(-Math.min(left, PART));
      for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
        count++;
      }
    }
    return count;
  }
}
