package dev.millrace.local.running;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells whether a partition holds records behind an offset. The end offset alone does not: markers
 * of transactions lie behind the last record too.
 */
final class InputEnds implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  InputEnds(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "fetch.max.wait.ms",
                5,
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Whether a stage that goes on from {@code offset} has nothing left to read now. */
  boolean isAtEnd(String topic, int partition, long offset) {
    TopicPartition source = new TopicPartition(topic, partition);
    consumer.assign(List.of(source));
    long end = consumer.endOffsets(List.of(source)).get(source);
    if (offset >= end) {
      return true;
    }
    consumer.seek(source, offset);
    while (consumer.position(source) < end) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of the topics, given with their numbers of partitions, holds a record. */
  boolean haveRecords(Map<String, Integer> topics) {
    List<TopicPartition> all = new ArrayList<>();
    topics.forEach(
        (name, count) -> {
          for (int partition = 0; partition < count; partition++) {
            all.add(new TopicPartition(name, partition));
          }
        });
    return consumer.endOffsets(all).values().stream().anyMatch(end -> end > 0);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
