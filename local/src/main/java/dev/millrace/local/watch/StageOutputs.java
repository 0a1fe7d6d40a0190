package dev.millrace.local.watch;

import dev.millrace.local.report.migration.OutputBucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The outputs of one stage as they have come. Thread-safe. */
final class StageOutputs {
  static final long BUCKET_MILLIS = 500;

  /** An hour. */
  private static final int MAX_BUCKETS = 7_200;

  /** Of more outputs in one bucket the latencies of the first ones stand for all. */
  private static final int MAX_LATENCIES = 8_192;

  private static final int MEDIAN = 50;
  private static final int HIGH = 99;
  private static final int PERCENT = 100;

  private final List<OutputBucket> buckets = new ArrayList<>();
  private final Map<Integer, GapHistory> gaps = new TreeMap<>();
  private final long[] latencies = new long[MAX_LATENCIES];
  private long bucket = -1;
  private long outputs;
  private double longestGap = Double.NaN;

  /**
   * An output has come.
   *
   * @param partition of the stage's input that it is of
   * @param millis when, since the epoch
   * @param eventMillis the output's own timestamp
   */
  synchronized void output(int partition, double millis, long eventMillis) {
    long at = (long) millis / BUCKET_MILLIS;
    if (at != bucket) {
      close();
      bucket = at;
    }
    if (outputs < MAX_LATENCIES) {
      latencies[(int) outputs] = Math.max(0, (long) millis - eventMillis);
    }
    outputs++;
    double gap = gaps.computeIfAbsent(partition, any -> new GapHistory()).output(millis);
    if (!Double.isNaN(gap)) {
      longestGap = Double.isNaN(longestGap) ? gap : Math.max(longestGap, gap);
    }
  }

  private void close() {
    if (outputs > 0) {
      if (buckets.size() == MAX_BUCKETS) {
        buckets.removeFirst();
      }
      buckets.add(open());
    }
    outputs = 0;
    longestGap = Double.NaN;
  }

  private OutputBucket open() {
    long[] sorted = Arrays.copyOf(latencies, (int) Math.min(outputs, MAX_LATENCIES));
    Arrays.sort(sorted);
    return new OutputBucket(
        bucket * BUCKET_MILLIS,
        (double) percentile(sorted, MEDIAN),
        (double) percentile(sorted, HIGH),
        outputs,
        Double.isNaN(longestGap) ? null : longestGap);
  }

  private static long percentile(long[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / PERCENT)];
  }

  /** Everything so far, the bucket that is being filled too. */
  synchronized List<OutputBucket> buckets() {
    List<OutputBucket> all = new ArrayList<>(buckets);
    if (outputs > 0) {
      all.add(open());
    }
    return all;
  }

  /** The longest time without output of a partition that overlaps a stretch of time, or null. */
  synchronized Double longestGap(int partition, double from, double until) {
    GapHistory of = gaps.get(partition);
    return of == null ? null : of.longest(from, until);
  }
}
