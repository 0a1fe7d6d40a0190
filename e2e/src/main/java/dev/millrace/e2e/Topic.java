package dev.millrace.e2e;

import dev.millrace.controllog.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a whole topic. */
public final class Topic {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Topic() {}

  /**
   * All records up to the end that the topic has now, each partition in its order.
   *
   * @throws IllegalStateException if the end is not reached in time
   */
  public static List<ConsumerRecord<byte[], byte[]>> read(KafkaConnection kafka, String name) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("e2e-" + name, true)) {
      List<TopicPartition> all =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(name, info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (all.stream().anyMatch(of -> consumer.position(of) < ends.get(of))) {
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(name + " could not be read to its end");
        }
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }
}
