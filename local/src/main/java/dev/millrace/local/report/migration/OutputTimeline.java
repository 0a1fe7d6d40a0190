package dev.millrace.local.report.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The outputs of a stage over time, and who owned its partitions.
 *
 * @param stage as pipeline/stage
 * @param bucketMillis length of a bucket
 * @param buckets in order, each at a multiple of the length after the first; one without outputs
 *     may be left out
 * @param ownership in any order; of one partition without overlaps
 */
public record OutputTimeline(
    String stage,
    long bucketMillis,
    List<OutputBucket> buckets,
    List<OwnershipInterval> ownership) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if buckets have no length
   */
  public OutputTimeline {
    if (bucketMillis <= 0) {
      throw new IllegalArgumentException("buckets of " + bucketMillis + " ms");
    }
    buckets = List.copyOf(buckets);
    ownership = List.copyOf(ownership);
  }

  /** The part that overlaps the time from one moment to another. */
  public OutputTimeline between(long fromMillis, long untilMillis) {
    return new OutputTimeline(
        stage,
        bucketMillis,
        buckets.stream()
            .filter(
                bucket ->
                    bucket.startMillis() < untilMillis
                        && bucket.startMillis() + bucketMillis > fromMillis)
            .toList(),
        ownership.stream()
            .filter(owned -> owned.fromMillis() < untilMillis && owned.untilMillis() > fromMillis)
            .toList());
  }

  /**
   * The same in at most so many buckets: neighbours are put together, with their outputs added and
   * the highest of their other figures.
   */
  public OutputTimeline inAtMost(int most) {
    if (buckets.isEmpty()) {
      return this;
    }
    long first = buckets.get(0).startMillis();
    long all = (buckets.get(buckets.size() - 1).startMillis() - first) / bucketMillis + 1;
    long factor = (all + most - 1) / most;
    if (factor == 1) {
      return this;
    }
    long length = factor * bucketMillis;
    List<OutputBucket> wide = new ArrayList<>();
    for (int next = 0; next < buckets.size(); ) {
      long number = (buckets.get(next).startMillis() - first) / length;
      int end = next;
      while (end < buckets.size() && (buckets.get(end).startMillis() - first) / length == number) {
        end++;
      }
      wide.add(together(first + number * length, buckets.subList(next, end)));
      next = end;
    }
    return new OutputTimeline(stage, length, wide, ownership);
  }

  private static OutputBucket together(long startMillis, List<OutputBucket> parts) {
    return new OutputBucket(
        startMillis,
        highest(parts, OutputBucket::latencyP50Millis),
        highest(parts, OutputBucket::latencyP99Millis),
        parts.stream().mapToLong(OutputBucket::outputs).sum(),
        highest(parts, OutputBucket::longestGapMillis));
  }

  /** The highest figure of some buckets; null if none has it. */
  static Double highest(List<OutputBucket> buckets, Function<OutputBucket, Double> figure) {
    return buckets.stream().map(figure).filter(Objects::nonNull).max(Double::compare).orElse(null);
  }
}
