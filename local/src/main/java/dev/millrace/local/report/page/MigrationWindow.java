package dev.millrace.local.report.page;

import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.OutputBucket;
import dev.millrace.local.report.migration.OutputTimeline;
import java.util.List;
import java.util.Optional;

/** Which part of a run is shown. */
final class MigrationWindow {
  private static final long LEAST_MARGIN_MILLIS = 5_000;
  private static final long MOST_MARGIN_MILLIS = 60_000;

  private MigrationWindow() {}

  /**
   * A migration with some time before and after it, as far as outputs were watched; empty if it
   * never began.
   *
   * @param timeline of its stage, or null
   */
  static Optional<TimeScale> of(
      MigrationReport report, OutputTimeline timeline, long originMillis) {
    if (report.phases().isEmpty()) {
      return Optional.empty();
    }
    long start = report.phases().get(0).startMillis();
    long end = report.phases().get(report.phases().size() - 1).endMillis();
    long margin = Math.clamp((end - start) / 3, LEAST_MARGIN_MILLIS, MOST_MARGIN_MILLIS);
    long from = start;
    long until = end;
    if (timeline != null && !timeline.buckets().isEmpty()) {
      from = Math.min(start, Math.max(start - margin, first(timeline)));
      until = Math.max(end, Math.min(end + margin, last(timeline)));
    }
    return Optional.of(new TimeScale(from, Math.max(until, from + 1), originMillis));
  }

  /** All of a timeline; empty if nothing is in it. */
  static Optional<TimeScale> of(OutputTimeline timeline, long originMillis) {
    return timeline.buckets().isEmpty()
        ? Optional.empty()
        : Optional.of(new TimeScale(first(timeline), last(timeline), originMillis));
  }

  private static long first(OutputTimeline timeline) {
    return timeline.buckets().get(0).startMillis();
  }

  private static long last(OutputTimeline timeline) {
    List<OutputBucket> buckets = timeline.buckets();
    return buckets.get(buckets.size() - 1).startMillis() + timeline.bucketMillis();
  }
}
