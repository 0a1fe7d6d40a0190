package dev.millrace.fleet.payload;

import dev.millrace.api.GeneratorSpec.WalkSpec;
import java.math.BigDecimal;
import java.util.random.RandomGenerator;

/**
 * A random walk: each value differs from the one before by at most {@code step}, is reflected at
 * the bounds and rounded to two decimals more than the step has, as a sensor's would be.
 */
final class Walk implements FieldValues {
  private static final int MORE_DECIMALS = 2;
  private static final int MOST_DECIMALS = 12;

  private final RandomGenerator random;
  private final double step;
  private final double min;
  private final double max;
  private final double scale;
  private double value;

  Walk(WalkSpec spec, RandomGenerator random) {
    this.random = random;
    this.step = spec.step();
    this.min = min(spec);
    this.max = max(spec);
    this.scale = scale(spec.step());
    this.value = start(spec);
  }

  static double min(WalkSpec spec) {
    return spec.min() == null ? Double.NEGATIVE_INFINITY : spec.min();
  }

  static double max(WalkSpec spec) {
    return spec.max() == null ? Double.POSITIVE_INFINITY : spec.max();
  }

  /** The declared start; else the middle of the bounds, the one bound there is, or 0. */
  static double start(WalkSpec spec) {
    if (spec.start() != null) {
      return spec.start();
    }
    if (spec.min() != null && spec.max() != null) {
      return spec.min() + (spec.max() - spec.min()) / 2;
    }
    return spec.min() != null ? spec.min() : spec.max() != null ? spec.max() : 0;
  }

  @Override
  public Double next() {
    double current = value;
    value = round(reflect(current + step * (2 * random.nextDouble() - 1)));
    return current;
  }

  private double reflect(double moved) {
    double inside = moved < min ? 2 * min - moved : moved > max ? 2 * max - moved : moved;
    return Math.clamp(inside, min, max);
  }

  private double round(double moved) {
    double rounded = Math.rint(moved * scale) / scale;
    return Math.clamp(Double.isFinite(rounded) ? rounded : moved, min, max);
  }

  private static double scale(double step) {
    int decimals = Math.max(0, BigDecimal.valueOf(step).stripTrailingZeros().scale());
    return StrictMath.pow(10, Math.min(MOST_DECIMALS, decimals + MORE_DECIMALS));
  }
}
