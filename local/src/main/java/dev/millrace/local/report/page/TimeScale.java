package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times as places in a drawing.
 *
 * @param fromMillis the left end, in milliseconds since the epoch
 * @param untilMillis the right end, later than the left one
 * @param originMillis what the labels count from
 */
record TimeScale(long fromMillis, long untilMillis, long originMillis) {
  private static final long[] STEPS = {
    10,
    20,
    50,
    100,
    200,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    21_600_000,
    86_400_000
  };
  private static final int MOST_TICKS = 10;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60;

  TimeScale {
    if (untilMillis <= fromMillis) {
      throw new IllegalArgumentException("no time from " + fromMillis + " to " + untilMillis);
    }
  }

  /** Where a moment is; one that is not in sight is at the nearer end. */
  double x(long millis) {
    double part = (millis - fromMillis) / (double) (untilMillis - fromMillis);
    return Frame.LEFT + Math.clamp(part, 0, 1) * (Frame.RIGHT - Frame.LEFT);
  }

  /** Whether a moment is in sight. */
  boolean shows(long millis) {
    return fromMillis <= millis && millis <= untilMillis;
  }

  /** A moment as minutes and seconds since the origin. */
  String clock(long millis) {
    return clock(millis, SECOND);
  }

  /** The axis: a line with ticks and their times. */
  Element axis(double y) {
    Element axis = Svg.group();
    axis.add(Svg.line("axis", Frame.LEFT, y, Frame.RIGHT, y));
    long step = step();
    for (long tick : ticks()) {
      double x = x(tick);
      axis.add(Svg.line("axis", x, y, x, y + 4));
      axis.add(Svg.textAround("small", x, y + 17, clock(tick, step)));
    }
    return axis;
  }

  /** Round moments in sight, a handful. */
  List<Long> ticks() {
    long step = step();
    List<Long> ticks = new ArrayList<>();
    long first = Math.ceilDiv(fromMillis - originMillis, step) * step + originMillis;
    for (long tick = first; tick <= untilMillis; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }

  private long step() {
    for (long step : STEPS) {
      if ((untilMillis - fromMillis) / step < MOST_TICKS) {
        return step;
      }
    }
    return (untilMillis - fromMillis) / MOST_TICKS;
  }

  private String clock(long millis, long precision) {
    long since = millis - originMillis;
    String sign = since < 0 ? "-" : "";
    long seconds = Math.abs(since) / SECOND;
    String text =
        String.format(Locale.ROOT, "%s%02d:%02d", sign, seconds / MINUTE, seconds % MINUTE);
    return precision < SECOND
        ? text + String.format(Locale.ROOT, ".%03d", Math.abs(since) % SECOND)
        : text;
  }
}
