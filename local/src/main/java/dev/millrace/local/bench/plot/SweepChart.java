package dev.millrace.local.bench.plot;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import java.util.ArrayList;
import java.util.List;

/**
 * How figures change while one circumstance is changed step by step: a line for each series, the
 * steps equally far apart.
 */
public final class SweepChart {
  private static final double LEFT = 80;
  private static final double TOP = 34;
  private static final double BOTTOM = 330;
  private static final double FOOT = 44;
  private static final double LEGEND_ROOM = 260;
  private static final double LINE_HEIGHT = 20;
  private static final double SHIFT = 5;
  private static final double RADIUS = 3.8;
  private static final int LOOKS = 5;

  private SweepChart() {}

  /**
   * A point.
   *
   * @param step its position, from 0 on
   * @param figure its median
   * @param least of the values
   * @param greatest of the values
   */
  public record Point(int step, double figure, double least, double greatest) {}

  /** A line; steps without a figure have no point. */
  public record Series(String name, List<Point> points) {}

  /**
   * The file.
   *
   * @param circumstance what is changed, and its unit
   * @param steps its values
   * @param heading the figure and its unit
   */
  public static String render(
      String title,
      String about,
      String circumstance,
      List<String> steps,
      String heading,
      List<Series> series) {
    List<Double> all = new ArrayList<>();
    series.forEach(
        one -> one.points().forEach(point -> all.addAll(List.of(point.least(), point.greatest()))));
    Axis axis = Axis.of(all, BOTTOM, TOP);
    double right = Sheet.WIDTH - Sheet.MARGIN - LEGEND_ROOM;
    Element content = frame(circumstance, steps, heading, axis, right);
    for (int i = 0; i < series.size(); i++) {
      int look = i % LOOKS;
      double shift = (i - (series.size() - 1) / 2.0) * SHIFT;
      content.add(draw(series.get(i), look, shift, steps.size(), axis, right));
      double y = TOP + i * LINE_HEIGHT;
      content.add(Svg.line("line series-" + look, right + 22, y, right + 46, y));
      content.add(Svg.circle("point-" + look, right + 34, y, RADIUS));
      content.add(Svg.text("name", right + 54, y + Sheet.BASELINE, series.get(i).name()));
    }
    return Sheet.render(title, about, BOTTOM + FOOT, content);
  }

  private static Element frame(
      String circumstance, List<String> steps, String heading, Axis axis, double right) {
    Element frame = Svg.group();
    String scale = axis.logarithmic() ? " (logarithmic)" : "";
    frame.add(Svg.text("heading", Sheet.MARGIN, 14, heading + scale));
    for (Axis.Tick tick : axis.ticks()) {
      frame.add(Svg.line("grid", LEFT, tick.at(), right, tick.at()));
      frame.add(Svg.textBefore("small", LEFT - 8, tick.at() + Sheet.BASELINE, tick.label()));
    }
    frame.add(Svg.line("axis", LEFT, BOTTOM, right, BOTTOM));
    for (int step = 0; step < steps.size(); step++) {
      double x = x(step, steps.size(), right);
      frame.add(Svg.line("axis", x, BOTTOM, x, BOTTOM + 4));
      frame.add(Svg.textAround("small", x, BOTTOM + 18, steps.get(step)));
    }
    return frame.add(Svg.textAround("small", (LEFT + right) / 2, BOTTOM + 38, circumstance));
  }

  private static Element draw(
      Series series, int look, double shift, int steps, Axis axis, double right) {
    Element shapes = Svg.group();
    StringBuilder path = new StringBuilder();
    for (Point point : series.points()) {
      double x = x(point.step(), steps, right) + shift;
      double y = axis.at(point.figure());
      path.append(path.isEmpty() ? 'M' : 'L').append(Svg.number(x)).append(' ');
      path.append(Svg.number(y));
      if (point.greatest() > point.least()) {
        double least = axis.at(point.least());
        shapes.add(Svg.line("whisker series-" + look, x, least, x, axis.at(point.greatest())));
      }
      shapes.add(Svg.circle("point-" + look, x, y, RADIUS));
    }
    return shapes.add(Svg.path("line series-" + look, path.toString()));
  }

  private static double x(int step, int steps, double right) {
    return LEFT + (step + 0.5) * (right - LEFT) / steps;
  }
}
