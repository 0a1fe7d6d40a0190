package dev.millrace.fleet.payload;

import java.util.random.RandomGenerator;

/**
 * Poisson-distributed counts. Small means: how many exponential gaps fit into the mean. Others:
 * transformed rejection with squeeze (W. Hörmann, "The transformed rejection method for generating
 * Poisson random variables", 1993, algorithm PTRS), which takes about as long for every mean.
 */
final class Poisson implements FieldValues {
  static final double GREATEST_MEAN = 1_000_000;

  /** PTRS holds from here on. */
  private static final double SMALL = 10;

  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  private final RandomGenerator random;
  private final double mean;
  private final double a;
  private final double b;
  private final double inverseAlpha;
  private final double squeeze;

  Poisson(double mean, RandomGenerator random) {
    this.mean = mean;
    this.random = random;
    b = 0.931 + 2.53 * Math.sqrt(mean);
    a = -0.059 + 0.02483 * b;
    inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    squeeze = 0.9277 - 3.6224 / (b - 2);
  }

  @Override
  public Long next() {
    return mean < SMALL ? gaps() : rejection();
  }

  private long gaps() {
    double limit = StrictMath.exp(-mean);
    long count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  private long rejection() {
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = 1 - random.nextDouble();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= squeeze) {
        return (long) k;
      }
      if (k < 0 || (us < 0.013 && v > us)) {
        continue;
      }
      double left = StrictMath.log(v * inverseAlpha / (a / (us * us) + b));
      if (left <= k * StrictMath.log(mean) - mean - logFactorial(k)) {
        return (long) k;
      }
    }
  }

  /** ln k!, by Stirling's series where that has converged. */
  private static double logFactorial(double k) {
    if (k < SMALL) {
      double sum = 0;
      for (int i = 2; i <= k; i++) {
        sum += StrictMath.log(i);
      }
      return sum;
    }
    double x = k + 1;
    return (x - 0.5) * StrictMath.log(x)
        - x
        + HALF_LOG_TWO_PI
        + 1 / (12 * x)
        - 1 / (360 * x * x * x);
  }
}
