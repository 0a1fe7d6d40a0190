package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.RoundNumbers;
import dev.millrace.local.drawing.Svg;

/**
 * Figures from zero on as heights in a drawing.
 *
 * @param step between two lines of the grid
 * @param steps how many of them fit
 * @param top where the highest is
 * @param bottom where zero is
 */
record ValueScale(double step, int steps, double top, double bottom) {
  private static final int WANTED_STEPS = 3;

  /** A scale that shows a figure, with round numbers on its axis. */
  static ValueScale upTo(double highest, double top, double bottom) {
    double least = highest > 0 ? highest / WANTED_STEPS : 1;
    double step = RoundNumbers.atLeast(least);
    int steps = Math.max(1, (int) Math.ceil(highest / step));
    return new ValueScale(step, steps, top, bottom);
  }

  double y(double figure) {
    return bottom - figure / (step * steps) * (bottom - top);
  }

  /** Lines across the plot with their figures, zero left to the axis. */
  Element grid() {
    Element grid = Svg.group();
    for (int i = 0; i <= steps; i++) {
      double y = y(i * step);
      if (i > 0) {
        grid.add(Svg.line("grid", Frame.LEFT, y, Frame.RIGHT, y));
      }
      grid.add(
          Svg.textBefore(
              "small",
              Frame.LEFT - Frame.SPACE,
              y + Frame.BASELINE,
              RoundNumbers.label(i * step, step)));
    }
    return grid;
  }
}
