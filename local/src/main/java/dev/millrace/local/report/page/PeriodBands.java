package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import java.util.List;

/** Bands behind a chart that show what a migration did meanwhile, with their names above. */
final class PeriodBands {
  private static final double PADDING = 4;
  private static final double LABEL_HEIGHT = 14;

  private PeriodBands() {}

  /**
   * Bands from one height to another. Names stand above in a line, where there is room; those of
   * the moments that matter, which are often short, always, in a line of their own above that.
   */
  static Element of(List<Period> periods, TimeScale time, double top, double bottom) {
    Element bands = Svg.group();
    if (periods.isEmpty()) {
      return bands;
    }
    double labels = top - LABEL_HEIGHT / 2;
    for (Period period : periods) {
      double left = time.x(period.fromMillis());
      double width = Math.max(1, time.x(period.untilMillis()) - left);
      bands.add(Svg.rect("band " + period.kind(), left, top, width, bottom - top));
      if (matters(period)) {
        bands.add(edge(left, labels - 2 * LABEL_HEIGHT, bottom));
        bands.add(moment(period.label(), left, labels - LABEL_HEIGHT));
      } else {
        bands.add(edge(left, labels - LABEL_HEIGHT, bottom));
        bands.add(label(period.label(), left, left + width, labels));
      }
    }
    double first = time.x(periods.get(0).fromMillis());
    double last = time.x(periods.get(periods.size() - 1).untilMillis());
    bands.add(label("before", Frame.LEFT, first, labels));
    bands.add(edge(last, labels - LABEL_HEIGHT, bottom));
    return bands.add(label("after", last, Frame.RIGHT, labels));
  }

  private static boolean matters(Period period) {
    return period.kind() == Period.Kind.hands || period.kind() == Period.Kind.back;
  }

  private static Element edge(double x, double top, double bottom) {
    return Svg.line("edge", x, top, x, bottom);
  }

  private static Element moment(String label, double x, double y) {
    return x + PADDING + Svg.width(label) < Frame.RIGHT
        ? Svg.text("moment", x + PADDING, y, label)
        : Svg.textBefore("moment", x - PADDING, y, label);
  }

  private static Element label(String label, double left, double right, double y) {
    return Svg.width(label) + 2 * PADDING <= right - left
        ? Svg.text("small", left + PADDING, y, label)
        : Svg.group();
  }
}
