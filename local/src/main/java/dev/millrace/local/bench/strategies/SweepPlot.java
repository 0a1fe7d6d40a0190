package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.Plot;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import dev.millrace.local.bench.plot.FigureName;
import dev.millrace.local.bench.plot.SweepChart;
import java.util.ArrayList;
import java.util.List;

/** The rows of a sweep as lines over what is changed. */
final class SweepPlot {
  private SweepPlot() {}

  /**
   * The chart; rows of other measurements, and figures that no row has, are left out.
   *
   * @param name of the chart; up to its first comma it is the measurement's
   * @param figures all of one unit, which the last one's name ends with
   */
  static Plot of(
      String name, String circumstance, List<Row> rows, List<String> figures, String about) {
    String measurement = name.split(",", 2)[0];
    List<Row> cells =
        rows.stream()
            .filter(row -> row.measurement().equals(measurement))
            .filter(row -> row.figures().containsKey(circumstance))
            .toList();
    List<SweepChart.Series> series = new ArrayList<>();
    for (String figure : figures) {
      List<SweepChart.Point> points = points(cells, figure);
      if (!points.isEmpty()) {
        series.add(new SweepChart.Series(nameOf(figure), points));
      }
    }
    String words = FigureName.words(figures.getLast());
    String unit = words.contains(", ") ? words.substring(words.indexOf(", ") + 2) : words;
    List<String> steps = cells.stream().map(Row::contender).toList();
    return new Plot(
        name,
        SweepChart.render(
            name, about, FigureName.words(circumstance), steps, "time, " + unit, series));
  }

  private static List<SweepChart.Point> points(List<Row> cells, String figure) {
    List<SweepChart.Point> points = new ArrayList<>();
    for (int step = 0; step < cells.size(); step++) {
      Object value = cells.get(step).figures().get(figure);
      if (value instanceof Samples samples) {
        points.add(
            new SweepChart.Point(step, samples.median(), samples.least(), samples.greatest()));
      } else if (value instanceof Number number) {
        double one = number.doubleValue();
        points.add(new SweepChart.Point(step, one, one, one));
      }
    }
    return points;
  }

  private static String nameOf(String figure) {
    return FigureName.words(figure).split(",", 2)[0];
  }
}
