package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import java.util.ArrayList;
import java.util.List;

/** How a figure follows what is changed in a sweep, as a row: ours and the document's alike. */
final class Shape {
  private Shape() {}

  static Row row(String measurement, String contender, Trend trend) {
    return new Row(measurement + ", shape", contender)
        .with("slope", trend.slope())
        .with("intercept", trend.intercept())
        .with("rSquared", trend.rSquared())
        .with("tau", trend.tau());
  }

  /**
   * The shape of the medians of a figure, as far as rows have it; nothing if that is in fewer than
   * two.
   *
   * @param at name of the figure that is changed
   */
  static List<Row> of(String measurement, String contender, List<Row> rows, String at, String of) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (Row row : rows) {
      Double x = number(row, at);
      Double y = number(row, of);
      if (x != null && y != null) {
        xs.add(x);
        ys.add(y);
      }
    }
    if (xs.stream().distinct().count() < 2) {
      return List.of();
    }
    return List.of(row(measurement, contender, Trend.of(array(xs), array(ys))));
  }

  /** A figure of a row, of samples the median; null if it has none. */
  static Double number(Row row, String figure) {
    Object value = row.figures().get(figure);
    if (value instanceof Samples samples) {
      return samples.median();
    }
    return value instanceof Number number ? number.doubleValue() : null;
  }

  static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
