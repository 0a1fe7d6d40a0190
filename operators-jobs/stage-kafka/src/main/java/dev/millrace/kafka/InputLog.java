package dev.millrace.kafka;

import dev.millrace.controllog.KafkaConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What of a stage's input log is still there.
 *
 * @param kafka where it is
 * @param topic its name
 */
record InputLog(KafkaConnection kafka, String topic) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Offset of the first record of each of these partitions. */
  Map<Integer, Long> beginnings(Collection<Integer> partitions) {
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("beginnings-" + topic, false)) {
      Map<Integer, Long> beginnings = new TreeMap<>();
      consumer
          .beginningOffsets(
              partitions.stream().map(partition -> new TopicPartition(topic, partition)).toList(),
              TIMEOUT)
          .forEach((at, offset) -> beginnings.put(at.partition(), offset));
      return beginnings;
    }
  }

  /** Why nobody can go on at an offset, for a person; null if the record can still be there. */
  String missing(int partition, long offset, long beginning) {
    return offset >= beginning
        ? null
        : "it has to go on at offset %d of %s-%d, and that begins at %d now: the records between have been deleted. Keep the input longer"
            .formatted(offset, topic, partition, beginning);
  }
}
