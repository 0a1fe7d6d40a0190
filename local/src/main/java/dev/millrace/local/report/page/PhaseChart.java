package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.PhaseSpan;
import java.util.List;

/** The phases of a migration as bars on a time line, a row each, with how long they took. */
final class PhaseChart {
  private static final double ROW = 24;
  private static final double BAR = 14;
  private static final double LEAST_WIDTH = 2;
  private static final double TOP = 4;

  private PhaseChart() {}

  static Element of(String id, List<PhaseSpan> phases, TimeScale time) {
    Element shapes = Svg.group();
    double bottom = TOP + phases.size() * ROW + 4;
    for (long tick : time.ticks()) {
      shapes.add(Svg.line("grid", time.x(tick), TOP, time.x(tick), bottom));
    }
    for (int i = 0; i < phases.size(); i++) {
      row(shapes, phases.get(i), time, TOP + i * ROW);
    }
    shapes.add(time.axis(bottom));
    return ChartFigure.of(
        id,
        "Phases.",
        "When each began and how long it took; minutes and seconds since the run began.",
        bottom + Frame.AXIS,
        shapes);
  }

  private static void row(Element shapes, PhaseSpan phase, TimeScale time, double top) {
    double middle = top + ROW / 2;
    double base = middle + Frame.BASELINE;
    double left = time.x(phase.startMillis());
    shapes.add(Svg.textBefore("name", Frame.LEFT - Frame.SPACE, base, phase.phase().name()));
    String label;
    double right;
    if (Period.kind(phase.phase()) == Period.Kind.over) {
      shapes.add(Svg.circle("over", left, middle, 4.5));
      label = "at " + time.clock(phase.startMillis());
      right = left + 4.5;
    } else {
      double width = Math.max(LEAST_WIDTH, time.x(phase.endMillis()) - left);
      shapes.add(
          Svg.rect("phase " + Period.kind(phase.phase()), left, middle - BAR / 2, width, BAR)
              .with("rx", "2"));
      label = Figures.millis(phase.durationMillis());
      right = left + width;
    }
    boolean fits = right + Frame.SPACE + Svg.width(label) < Frame.WIDTH;
    shapes.add(
        fits
            ? Svg.text("figure", right + 8, base, label)
            : Svg.textBefore("figure", left - 8, base, label));
  }
}
