package dev.millrace.gateway.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The lanes of one producer. One thread. */
final class Lanes {
  private final Map<TopicPartition, PartitionLane<Shipment>> lanes = new HashMap<>();

  PartitionLane<Shipment> of(TopicPartition partition) {
    return lanes.computeIfAbsent(partition, unused -> new PartitionLane<>());
  }

  void forEach(Consumer<PartitionLane<Shipment>> action) {
    lanes.values().forEach(action);
  }

  /** Whether the fate of all that was sent is known. */
  boolean settled() {
    return lanes.values().stream().allMatch(lane -> lane.outstanding() == 0);
  }
}
