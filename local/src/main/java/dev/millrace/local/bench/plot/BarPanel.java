package dev.millrace.local.bench.plot;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One figure of several contenders as bars on a common scale, each with its range.
 *
 * @param heading the figure and its unit
 * @param scale panels of one scale have the same axis, so that they can be compared
 * @param bars one below the other, at least one
 */
public record BarPanel(String heading, String scale, List<Bar> bars) {
  private static final double THICKNESS = 13;
  private static final double CAP = 3.5;
  private static final double SPACE = 6;
  private static final double ROOM_FOR_FIGURES = 150;

  /**
   * One contender.
   *
   * @param name as it stands in tables
   * @param figure its median
   * @param least of the values measured
   * @param greatest of the values measured
   * @param text the figure for people
   * @param bound what the figure has to keep to, empty if nothing
   */
  public record Bar(
      String name,
      double figure,
      double least,
      double greatest,
      String text,
      OptionalDouble bound) {}

  /** Panels of one measurement below each other, as a file. */
  public static String render(String title, String about, List<BarPanel> panels) {
    List<String> names =
        panels.stream().flatMap(panel -> panel.bars().stream()).map(Bar::name).toList();
    double left = RowPanel.left(names);
    Element content = Svg.group();
    double top = 0;
    for (BarPanel panel : panels) {
      List<Bar> compared =
          panels.stream()
              .filter(other -> other.scale().equals(panel.scale()))
              .flatMap(other -> other.bars().stream())
              .toList();
      content.add(panel.draw(top, axis(compared, left)));
      top += RowPanel.height(panel.bars().size());
    }
    return Sheet.render(title, about, top, content);
  }

  private static Axis axis(List<Bar> bars, double left) {
    List<Double> figures = new ArrayList<>();
    for (Bar bar : bars) {
      figures.addAll(List.of(bar.figure(), bar.least(), bar.greatest()));
      bar.bound().stream().filter(bound -> isInSight(bound, bar)).forEach(figures::add);
    }
    return Axis.of(figures, left, Sheet.WIDTH - Sheet.MARGIN - ROOM_FOR_FIGURES);
  }

  private Element draw(double top, Axis axis) {
    Element panel = RowPanel.frame(top, heading, bars.stream().map(Bar::name).toList(), axis);
    for (int row = 0; row < bars.size(); row++) {
      panel.add(draw(bars.get(row), RowPanel.middle(top, row), axis));
    }
    return panel;
  }

  /** A bound far beyond what was measured would leave no room for the bars. */
  private static boolean isInSight(double bound, Bar bar) {
    return bound > 0 && bound <= bar.greatest() * Axis.LARGE_FACTOR;
  }

  private static Element draw(Bar bar, double y, Axis axis) {
    Element shapes = Svg.group();
    double end = axis.at(bar.figure());
    shapes.add(
        Svg.rect("bar", axis.from(), y - THICKNESS / 2, Math.max(1, end - axis.from()), THICKNESS));
    double least = axis.at(bar.least());
    double greatest = axis.at(bar.greatest());
    if (bar.greatest() > bar.least()) {
      shapes.add(Svg.line("range", least, y, greatest, y));
      shapes.add(Svg.line("range", least, y - CAP, least, y + CAP));
      shapes.add(Svg.line("range", greatest, y - CAP, greatest, y + CAP));
    }
    double behind = Math.max(end, greatest);
    if (bar.bound().isPresent() && isInSight(bar.bound().getAsDouble(), bar)) {
      double x = axis.at(bar.bound().getAsDouble());
      shapes.add(Svg.line("bound", x, y - RowPanel.ROW / 2, x, y + RowPanel.ROW / 2));
      behind = Math.max(behind, x);
    }
    return shapes.add(Svg.text("figure", behind + SPACE, y + Sheet.BASELINE, bar.text()));
  }
}
