package dev.millrace.flink;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a replica without a checkpoint begins: at the offset that it was given, or at the beginning
 * of the log. Unlike Flink's own earliest(), it does not go there as well when the offset of a
 * checkpoint is no longer in the log: records would be missing, and nobody would know.
 */
final class FirstOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, Long> given;

  FirstOffsets(TreeMap<Integer, Long> given) {
    this.given = given;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      offsets.put(
          partition,
          given.getOrDefault(partition.partition(), KafkaPartitionSplit.EARLIEST_OFFSET));
    }
    return offsets;
  }

  // The connector's interface still has Kafka's deprecated type in its signature.
  @SuppressWarnings("deprecation")
  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
