package dev.millrace.gateway.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * The partition of a record: by the hash of its key as Kafka's own producers compute it, in turn
 * for records without key. The choice is ours because the first send to a partition must be known
 * as such before it is sent. One thread.
 */
final class PartitionChooser {
  private final Map<String, Integer> turns = new HashMap<>();

  int choose(String topic, byte[] key, int partitions) {
    if (key == null) {
      return Utils.toPositive(turns.merge(topic, 1, Integer::sum)) % partitions;
    }
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
