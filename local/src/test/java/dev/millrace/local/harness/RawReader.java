package dev.millrace.local.harness;

import dev.millrace.controllog.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A reader of a topic that looks at no header, so that it reads what has no identity, too. It notes
 * when each key's outputs came.
 */
public final class RawReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Integer> found = new HashMap<>();
  private final Map<String, Long> lastNanos = new HashMap<>();
  private final Map<String, Long> longestNanos = new TreeMap<>();
  private long read;

  public RawReader(KafkaConnection kafka, String topic, int partitions) {
    consumer = kafka.consumer("raw-reader", false);
    List<TopicPartition> all = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      all.add(new TopicPartition(topic, partition));
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** Reads what there is. */
  public void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(10))) {
      long now = System.nanoTime();
      String key = new String(record.key(), StandardCharsets.UTF_8);
      String value = new String(record.value(), StandardCharsets.UTF_8);
      boolean isNew =
          found.merge(record.timestamp() + " " + key + " " + value, 1, Integer::sum) == 1;
      read++;
      if (isNew) {
        Long before = lastNanos.put(key, now);
        longestNanos.merge(key, before == null ? 0 : now - before, Math::max);
      }
    }
  }

  /** Forgets how long keys have been without an output. */
  public void forgetGaps() {
    longestNanos.clear();
  }

  /** The longest time between two new outputs of any key that ended since it was forgotten. */
  public long longestGapMillis() {
    return longestNanos.values().stream().mapToLong(nanos -> nanos / 1_000_000).max().orElse(0);
  }

  /** Outputs read, repeats among them. */
  public long read() {
    return read;
  }

  /** What was read, each with how often: time, key and value. */
  public Map<String, Integer> found() {
    return found;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
