package dev.millrace.local.bench;

import java.util.Locale;

/**
 * What a figure has to be.
 *
 * @param figure name of the figure
 * @param atLeast whether the figure must be at least the bound, else at most
 * @param bound the bound itself counts as met
 */
public record Bar(String figure, boolean atLeast, double bound) {
  /** A figure that must not be less. */
  public static Bar atLeast(String figure, double bound) {
    return new Bar(figure, true, bound);
  }

  /** A figure that must not be more. */
  public static Bar atMost(String figure, double bound) {
    return new Bar(figure, false, bound);
  }

  /** Whether a value of the figure keeps to it. */
  public boolean isMetBy(double value) {
    return atLeast ? value >= bound : value <= bound;
  }

  @Override
  public String toString() {
    String number =
        bound == Math.rint(bound)
            ? Long.toString((long) bound)
            : String.format(Locale.ROOT, "%.3g", bound);
    return figure + (atLeast ? " ≥ " : " ≤ ") + number;
  }
}
