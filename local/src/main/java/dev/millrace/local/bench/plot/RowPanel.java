package dev.millrace.local.bench.plot;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import java.util.List;

/** Names below each other, and right of each its place along one common axis. */
final class RowPanel {
  static final double ROW = 21;

  private static final double HEADING = 24;
  private static final double FOOT = 28;
  private static final double LONGEST_NAME = 400;
  private static final double SPACE = 10;

  /** Some letters are wider than most. */
  private static final double ALLOWANCE = 1.06;

  private RowPanel() {}

  /** Where the axis begins so that the names fit left of it. */
  static double left(List<String> names) {
    double widest = names.stream().mapToDouble(Svg::width).max().orElse(0);
    return Sheet.MARGIN + Math.min(LONGEST_NAME, widest * ALLOWANCE) + SPACE;
  }

  static double height(int rows) {
    return HEADING + rows * ROW + FOOT;
  }

  /** The middle of a row, of a panel that begins at {@code top}. */
  static double middle(double top, int row) {
    return top + HEADING + row * ROW + ROW / 2;
  }

  /** Heading, names and grid. */
  static Element frame(double top, String heading, List<String> names, Axis axis) {
    Element frame = Svg.group();
    double bottom = top + HEADING + names.size() * ROW;
    String scale = axis.logarithmic() ? " (logarithmic)" : "";
    frame.add(Svg.text("heading", Sheet.MARGIN, top + HEADING / 2, heading + scale));
    for (Axis.Tick tick : axis.ticks()) {
      frame.add(Svg.line("grid", tick.at(), top + HEADING, tick.at(), bottom));
      frame.add(Svg.textAround("small", tick.at(), bottom + 15, tick.label()));
    }
    frame.add(Svg.line("axis", axis.from(), top + HEADING, axis.from(), bottom));
    for (int row = 0; row < names.size(); row++) {
      double y = middle(top, row) + Sheet.BASELINE;
      frame.add(Svg.textBefore("name", axis.from() - SPACE, y, names.get(row)));
    }
    return frame;
  }
}
