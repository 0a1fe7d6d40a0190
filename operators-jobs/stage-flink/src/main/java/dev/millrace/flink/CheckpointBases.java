package dev.millrace.flink;

import dev.millrace.kafka.PartitionReplica;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the checkpoints under way hold, to tell the replicas once they are durable. One thread. */
final class CheckpointBases {
  private final TreeMap<Long, Map<PartitionReplica, Long>> underWay = new TreeMap<>();

  /** A checkpoint holds this replica with this base. */
  void taken(long checkpoint, PartitionReplica replica, long base) {
    underWay.computeIfAbsent(checkpoint, id -> new HashMap<>()).put(replica, base);
  }

  /** A checkpoint is durable; those before it will not be heard of any more. */
  void completed(long checkpoint) {
    Map<PartitionReplica, Long> held = underWay.get(checkpoint);
    if (held != null) {
      held.forEach(PartitionReplica::checkpointed);
    }
    underWay.headMap(checkpoint, true).clear();
  }
}
