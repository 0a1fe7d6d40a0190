package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import dev.millrace.local.report.migration.OutputBucket;
import dev.millrace.local.report.migration.OutputTimeline;
import java.util.function.Function;

/** A figure over time as a line or as bars. */
final class SeriesPath {
  private SeriesPath() {}

  /**
   * A line through the middle of each bucket. Where a bucket has no figure, or is left out, the
   * line is broken: nothing is known there. A figure between two breaks is a short dash.
   */
  static Element line(
      String styleClass,
      OutputTimeline timeline,
      Function<OutputBucket, Double> figure,
      ValueScale scale,
      TimeScale time) {
    StringBuilder path = new StringBuilder();
    long length = timeline.bucketMillis();
    long expected = Long.MIN_VALUE;
    for (OutputBucket bucket : timeline.buckets()) {
      Double value = figure.apply(bucket);
      if (value == null) {
        continue;
      }
      double x = time.x(bucket.startMillis() + length / 2);
      boolean joined = bucket.startMillis() == expected;
      path.append(joined ? 'L' : 'M').append(point(x, scale.y(value)));
      if (!joined) {
        path.append("h1");
      }
      expected = bucket.startMillis() + length;
    }
    return Svg.path("series " + styleClass, path.toString());
  }

  /** A bar for each bucket that has the figure. */
  static Element bars(
      String styleClass,
      OutputTimeline timeline,
      Function<OutputBucket, Double> figure,
      ValueScale scale,
      TimeScale time) {
    Element bars = Svg.group().with("class", styleClass);
    for (OutputBucket bucket : timeline.buckets()) {
      Double value = figure.apply(bucket);
      if (value != null) {
        double left = time.x(bucket.startMillis());
        double width = time.x(bucket.startMillis() + timeline.bucketMillis()) - left;
        double y = scale.y(value);
        bars.add(
            Svg.rect("bar", left, y, Math.max(0.5, width - 1), Math.max(1, scale.bottom() - y)));
      }
    }
    return bars;
  }

  private static String point(double x, double y) {
    return Svg.number(x) + " " + Svg.number(y);
  }
}
