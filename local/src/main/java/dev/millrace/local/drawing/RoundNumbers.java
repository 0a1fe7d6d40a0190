package dev.millrace.local.drawing;

import java.util.Locale;

/** Numbers that people like to read on an axis. */
public final class RoundNumbers {
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};
  private static final int MOST_DECIMALS = 9;

  private RoundNumbers() {}

  /** The smallest round number that is not below {@code least}, which is more than zero. */
  public static double atLeast(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double round : ROUND) {
      if (round * power >= least) {
        return round * power;
      }
    }
    return 10 * power;
  }

  /** A figure as it stands at an axis whose figures are {@code step} apart. */
  public static String label(double figure, double step) {
    int decimals = 0;
    for (double whole = step; decimals < MOST_DECIMALS && !isWhole(whole); whole *= 10) {
      decimals++;
    }
    return String.format(Locale.ROOT, "%,." + decimals + "f", figure);
  }

  private static boolean isWhole(double value) {
    return value >= 1 && Math.abs(value - Math.rint(value)) < 1e-9 * value;
  }
}
