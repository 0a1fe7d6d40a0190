package dev.millrace.light;

import dev.millrace.kafka.PartitionReplica;
import dev.millrace.kafka.TickWriter;
import dev.millrace.stream.stage.InputRecord;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * One partition as the light engine runs it: the replica, its snapshots, and how long it is idle.
 */
final class LightPartition {
  private final PartitionReplica replica;
  private final PartitionSnapshots snapshots;
  private long lastRecordNanos;

  LightPartition(PartitionReplica replica, PartitionSnapshots snapshots, long nowNanos) {
    this.replica = replica;
    this.snapshots = snapshots;
    this.lastRecordNanos = nowNanos;
  }

  PartitionReplica replica() {
    return replica;
  }

  void process(InputRecord record, long nowNanos) {
    lastRecordNanos = nowNanos;
    replica.process(record);
  }

  /** What is due beside records; true if the thread should come back soon. */
  boolean afterBatch(long nowNanos, TickWriter ticks) {
    snapshots.advance(nowNanos);
    long idleMillis = TimeUnit.NANOSECONDS.toMillis(nowNanos - lastRecordNanos);
    // A shadow's ticks would come on top of the owner's.
    if (replica.isOwner() && ticks.tickIfIdle(replica.partition(), idleMillis)) {
      lastRecordNanos = nowNanos;
    }
    return replica.hasUnsent() || snapshots.busy();
  }

  /** Offsets of transaction markers are no records: at the end of the log nothing lags behind. */
  void noteLag(OptionalLong lag, long position) {
    if (lag.isPresent()) {
      replica
          .meter()
          .endOffset(lag.getAsLong() == 0 ? replica.nextOffset() : position + lag.getAsLong());
    }
  }

  /** What has come from another replica shall be on disk before long. */
  void snapshotSoon() {
    snapshots.takeSoon();
  }

  void lastSnapshot(long nowNanos) {
    snapshots.takeNow(nowNanos);
  }

  void close() {
    snapshots.close();
  }
}
