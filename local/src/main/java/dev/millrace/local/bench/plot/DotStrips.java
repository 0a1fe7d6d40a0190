package dev.millrace.local.bench.plot;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import java.util.Arrays;
import java.util.List;

/** Every single value of several contenders on a common scale: how it is distributed. */
public final class DotStrips {
  private static final double RADIUS = 3.6;
  private static final double HALF_MEDIAN = 8;

  /** Dots of equal figures must not hide each other; by turns they stand higher or lower. */
  private static final double[] OFFSETS = {0, -4, 4};

  private DotStrips() {}

  /**
   * One contender.
   *
   * @param name as it stands in tables
   * @param values at least one
   * @param median of them
   */
  public record Strip(String name, double[] values, double median) {}

  /**
   * The file.
   *
   * @param heading the figure and its unit
   */
  public static String render(String title, String about, String heading, List<Strip> strips) {
    List<Double> all =
        strips.stream().flatMap(strip -> Arrays.stream(strip.values()).boxed()).toList();
    List<String> names = strips.stream().map(Strip::name).toList();
    Axis axis = Axis.of(all, RowPanel.left(names), Sheet.WIDTH - 2 * Sheet.MARGIN);
    Element content = RowPanel.frame(0, heading, names, axis);
    for (int row = 0; row < strips.size(); row++) {
      Strip strip = strips.get(row);
      double y = RowPanel.middle(0, row);
      for (int i = 0; i < strip.values().length; i++) {
        double offset = OFFSETS[i % OFFSETS.length];
        content.add(Svg.circle("dot", axis.at(strip.values()[i]), y + offset, RADIUS));
      }
      double x = axis.at(strip.median());
      content.add(Svg.line("median", x, y - HALF_MEDIAN, x, y + HALF_MEDIAN));
    }
    return Sheet.render(title, about, RowPanel.height(strips.size()), content);
  }
}
