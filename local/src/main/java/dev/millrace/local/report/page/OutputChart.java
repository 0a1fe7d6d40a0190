package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.OutputBucket;
import dev.millrace.local.report.migration.OutputTimeline;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The latency of a stage's outputs and the time without any, over time. */
final class OutputChart {
  private static final double LATENCY_TOP = 40;
  private static final double LATENCY_BOTTOM = 190;
  private static final double GAP_TOP = 214;
  private static final double GAP_BOTTOM = 294;
  private static final double LABEL_HEIGHT = 13;

  private OutputChart() {}

  /**
   * The chart.
   *
   * @param timeline of the time in sight only
   */
  static Element of(String id, OutputTimeline timeline, List<Period> periods, TimeScale time) {
    Element shapes = Svg.group();
    shapes.add(PeriodBands.of(periods, time, LATENCY_TOP, GAP_BOTTOM));
    List<OutputBucket> buckets = timeline.buckets();
    double latency =
        Math.max(
            highest(buckets, OutputBucket::latencyP50Millis),
            highest(buckets, OutputBucket::latencyP99Millis));
    double gap = highest(buckets, OutputBucket::longestGapMillis);
    ValueScale latencies = ValueScale.upTo(latency, LATENCY_TOP, LATENCY_BOTTOM);
    ValueScale gaps = ValueScale.upTo(gap, GAP_TOP, GAP_BOTTOM);
    if (latency < 0) {
      shapes.add(nothing(LATENCY_TOP, LATENCY_BOTTOM, "no latency was measured in this time"));
    } else {
      panel(shapes, "latency, ms", latencies);
      lines(shapes, timeline, latencies, time);
    }
    if (gap < 0) {
      shapes.add(nothing(GAP_TOP, GAP_BOTTOM, "no output in this time"));
    } else {
      panel(shapes, "gap, ms", gaps);
      shapes.add(SeriesPath.bars("gap", timeline, OutputBucket::longestGapMillis, gaps, time));
    }
    shapes.add(Svg.line("axis", Frame.LEFT, LATENCY_BOTTOM, Frame.RIGHT, LATENCY_BOTTOM));
    shapes.add(time.axis(GAP_BOTTOM));
    return ChartFigure.of(
        id,
        "Outputs over time.",
        "Latency (p50 solid, p99 dashed) and the longest time without output, each of "
            + Figures.millis(timeline.bucketMillis())
            + ".",
        GAP_BOTTOM + Frame.AXIS,
        shapes);
  }

  private static void panel(Element shapes, String name, ValueScale scale) {
    shapes.add(scale.grid());
    shapes.add(Svg.text("name", 0, scale.top() + Frame.BASELINE, name));
  }

  private static void lines(
      Element shapes, OutputTimeline timeline, ValueScale scale, TimeScale time) {
    shapes.add(SeriesPath.line("p99", timeline, OutputBucket::latencyP99Millis, scale, time));
    shapes.add(SeriesPath.line("p50", timeline, OutputBucket::latencyP50Millis, scale, time));
    double p50 = scale.y(last(timeline.buckets(), OutputBucket::latencyP50Millis));
    double p99 = scale.y(last(timeline.buckets(), OutputBucket::latencyP99Millis));
    shapes.add(label("p99", Math.min(p99, p50 - LABEL_HEIGHT)));
    shapes.add(label("p50", p50));
  }

  private static Element label(String name, double y) {
    return Svg.text("name", Frame.RIGHT + 8, y + Frame.BASELINE, name);
  }

  private static Element nothing(double top, double bottom, String what) {
    return Svg.textAround(
        "nothing", (Frame.LEFT + Frame.RIGHT) / 2, (top + bottom) / 2 + Frame.BASELINE, what);
  }

  /** The highest figure; less than zero if there is none. */
  private static double highest(List<OutputBucket> buckets, Function<OutputBucket, Double> figure) {
    return buckets.stream()
        .map(figure)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(-1);
  }

  private static double last(List<OutputBucket> buckets, Function<OutputBucket, Double> figure) {
    return buckets.stream()
        .map(figure)
        .filter(Objects::nonNull)
        .reduce(0.0, (before, after) -> after);
  }
}
