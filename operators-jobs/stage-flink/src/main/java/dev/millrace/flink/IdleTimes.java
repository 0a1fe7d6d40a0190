package dev.millrace.flink;

import dev.millrace.kafka.PartitionReplica;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * For how long the partitions of a task have not moved. It compares positions from round to round,
 * so that a record costs nothing. One thread.
 */
final class IdleTimes {
  private final int first;
  private final long[] offsets;
  private final long[] sinceNanos;

  /** All partitions, which follow each other in {@code replicas}, have just moved. */
  IdleTimes(PartitionReplica[] replicas, long nowNanos) {
    this.first = replicas[0].partition();
    this.offsets = Arrays.stream(replicas).mapToLong(PartitionReplica::nextOffset).toArray();
    this.sinceNanos = new long[replicas.length];
    Arrays.fill(sinceNanos, nowNanos);
  }

  /** Milliseconds since the partition was first seen where it is. */
  long idleMillis(PartitionReplica replica, long nowNanos) {
    int place = replica.partition() - first;
    if (offsets[place] != replica.nextOffset()) {
      offsets[place] = replica.nextOffset();
      sinceNanos[place] = nowNanos;
    }
    return TimeUnit.NANOSECONDS.toMillis(nowNanos - sinceNanos[place]);
  }

  /** Begins to count anew. */
  void notIdle(PartitionReplica replica, long nowNanos) {
    sinceNanos[replica.partition() - first] = nowNanos;
  }
}
