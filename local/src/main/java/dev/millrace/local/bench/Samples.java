package dev.millrace.local.bench;

import java.util.Arrays;
import java.util.Collection;

/** Values of one figure in the order in which they were measured: at least one. */
public final class Samples {
  private final double[] values;
  private final double[] sorted;

  /** These values, in their order. */
  public Samples(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no value was measured");
    }
    this.values = values.clone();
    this.sorted = values.clone();
    Arrays.sort(sorted);
  }

  /** These values, in their order. */
  public static Samples of(Collection<Double> values) {
    return new Samples(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The values in the order of measurement. */
  public double[] values() {
    return values.clone();
  }

  /** The middle value, or between the middle two. */
  public double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The smallest value. */
  public double least() {
    return sorted[0];
  }

  /** The largest value. */
  public double greatest() {
    return sorted[sorted.length - 1];
  }

  /** These values divided by {@code other}'s, pair by pair in the order of measurement. */
  public Samples over(Samples other) {
    double[] ratios = new double[Math.min(values.length, other.values.length)];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = values[i] / other.values[i];
    }
    return new Samples(ratios);
  }

  /** These values times {@code factor}. */
  public Samples times(double factor) {
    return new Samples(Arrays.stream(values).map(value -> value * factor).toArray());
  }

  /** {@code factor} divided by these values. */
  public Samples under(double factor) {
    return new Samples(Arrays.stream(values).map(value -> factor / value).toArray());
  }

  /** The median and, if the values differ, the range, for people. */
  @Override
  public String toString() {
    String median = Rendering.number(median());
    return least() == greatest()
        ? median
        : median + " (" + Rendering.number(least()) + "–" + Rendering.number(greatest()) + ")";
  }
}
