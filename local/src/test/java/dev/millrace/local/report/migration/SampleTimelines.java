package dev.millrace.local.report.migration;

import static dev.millrace.local.report.migration.SampleMigrations.IDLE;
import static dev.millrace.local.report.migration.SampleMigrations.ORIGIN;
import static dev.millrace.local.report.migration.SampleMigrations.PARTITIONS;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The outputs that fit {@link SampleMigrations}, the same in each test. */
public final class SampleTimelines {
  private static final long BUCKET = 500;
  private static final long END = 120_000;

  private SampleTimelines() {}

  /** Of two stages that are moved, and of one that has no output. */
  public static List<OutputTimeline> all() {
    return List.of(
        count(), free(), new OutputTimeline("parking/alarms", BUCKET, List.of(), List.of()));
  }

  /** Of a stage that moves once and then nearly again. */
  public static OutputTimeline count() {
    List<OwnershipInterval> owners = new ArrayList<>();
    for (PartitionMove move : SampleMigrations.succeeded().partitions()) {
      int p = move.partition();
      owners.add(owner(p, "edge-north", ORIGIN, move.openedMillis()));
      owners.add(owner(p, "edge-south", move.openedMillis(), ORIGIN + END));
    }
    return new OutputTimeline("parking/count", BUCKET, buckets(2.1, 17_000, 9, 40), owners);
  }

  private static OutputTimeline free() {
    List<OwnershipInterval> owners = new ArrayList<>();
    for (PartitionMove move : SampleMigrations.fenced().partitions()) {
      int p = move.partition();
      owners.add(owner(p, "cloud", ORIGIN, move.openedMillis()));
      owners.add(owner(p, "edge-south", move.openedMillis(), ORIGIN + END));
    }
    return new OutputTimeline("parking/free", BUCKET, buckets(11, 70_000, 2_630, 6), owners);
  }

  private static List<OutputBucket> buckets(double usual, long switched, double gap, int outputs) {
    Random random = new Random(7);
    List<OutputBucket> buckets = new ArrayList<>();
    for (long at = 0; at < END; at += BUCKET) {
      boolean silent = at > switched && at + BUCKET < switched + gap;
      boolean around = at <= switched + gap && switched + gap < at + BUCKET;
      double p50 = usual * (0.9 + 0.2 * random.nextDouble());
      double p99 = p50 * (3 + 2 * random.nextDouble()) + (around ? gap / 2 : 0);
      double longest = around ? gap : usual * (2.5 + random.nextDouble());
      buckets.add(
          silent
              ? new OutputBucket(ORIGIN + at, null, null, 0, null)
              : new OutputBucket(
                  ORIGIN + at, p50, p99, outputs + random.nextInt(PARTITIONS), longest));
    }
    return buckets;
  }

  private static OwnershipInterval owner(int partition, String pool, long from, long until) {
    return new OwnershipInterval(
        partition, pool, pool + (partition < IDLE ? "-0" : "-1"), from, until);
  }
}
