package dev.millrace.flink;

import dev.millrace.kafka.PartitionReplica;
import dev.millrace.kafka.ReplicaFigures;
import java.util.Collection;
import java.util.HashSet;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;

/**
 * Tells whoever runs the stage in another JVM how a task is, several times a second. That nobody is
 * there to hear it fails the task. One thread.
 */
final class TaskReports {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final OperatorEventGateway gateway;
  private final HashSet<Integer> joined;
  private boolean wantsCheckpoint;
  private long lastNanos;

  /** Reports of a task that has joined the control log for these partitions. */
  TaskReports(OperatorEventGateway gateway, Collection<Integer> joined, long nowNanos) {
    this.gateway = gateway;
    this.joined = new HashSet<>(joined);
    this.lastNanos = nowNanos - PERIOD_NANOS;
  }

  /** The next report asks for a checkpoint. */
  void wantCheckpoint() {
    wantsCheckpoint = true;
  }

  /**
   * Reports if that is due.
   *
   * @param replicas by partition, null where one has not begun
   */
  void reportIfDue(long nowNanos, PartitionReplica[] replicas) {
    if (!wantsCheckpoint && nowNanos - lastNanos < PERIOD_NANOS) {
      return;
    }
    TreeMap<Integer, ReplicaFigures> figures = new TreeMap<>();
    for (PartitionReplica replica : replicas) {
      if (replica != null) {
        figures.put(replica.partition(), replica.meter().figures());
      }
    }
    gateway.sendEventToCoordinator(new TaskReport(joined, figures, wantsCheckpoint));
    wantsCheckpoint = false;
    lastNanos = nowNanos;
  }
}
