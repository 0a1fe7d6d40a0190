package dev.millrace.operator.apiserver;

import dev.millrace.controllog.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends records that count one each, a key for each partition, and reads the sums of a stage: every
 * key's are 1, 2, 3, …, or something was lost, repeated, or computed wrongly. One thread.
 */
final class RunningSums implements AutoCloseable {
  private static final Pattern SUM = Pattern.compile("\"occupied\":(\\d+)");

  private final String input;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> sums = new TreeMap<>();
  private final Map<String, Long> forgotten = new TreeMap<>();
  private boolean forgetful;
  private long sent;
  private long repeats;

  /**
   * Begins to read; both topics must be there.
   *
   * @param committedOnly whether it is a reader that only knows {@code read_committed}
   */
  RunningSums(
      KafkaConnection kafka, String input, String output, int partitions, boolean committedOnly) {
    this.input = input;
    this.partitions = partitions;
    producer = kafka.producer("devices");
    consumer = kafka.consumer("reader", committedOnly);
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(at -> new TopicPartition(output, at)).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** Sends one record to each partition, and reads what has come. */
  void go() {
    byte[] one = "{\"entered\":1}".getBytes(StandardCharsets.UTF_8);
    for (int partition = 0; partition < partitions; partition++) {
      byte[] key = ("lot-" + partition).getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(input, partition, key, one));
    }
    sent++;
    read();
  }

  /** Reads what has come. */
  void read() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
      take(
          new String(record.key(), StandardCharsets.UTF_8),
          new String(record.value(), StandardCharsets.UTF_8));
    }
  }

  private void take(String key, String value) {
    Matcher matcher = SUM.matcher(value);
    if (!matcher.find()) {
      throw new AssertionError("no sum: " + value);
    }
    long sum = Long.parseLong(matcher.group(1));
    long last = sums.getOrDefault(key, 0L);
    if (forgetful && sum == 1 && last > 0 && !forgotten.containsKey(key)) {
      forgotten.put(key, last);
      last = 0;
      sums.put(key, 0L);
    }
    if (sum > last + 1) {
      throw new AssertionError("a hole: %s had %d, and then %d".formatted(key, last, sum));
    }
    repeats += sum <= last ? 1 : 0;
    sums.merge(key, sum, Math::max);
  }

  /** From now on each key may once begin at 1 again. */
  void mayForget() {
    forgetful = true;
  }

  /** Whether every key has begun anew. */
  boolean hasForgotten() {
    return forgotten.size() == partitions;
  }

  /** Whether every record that was sent has been counted, before or after it was forgotten. */
  boolean isComplete() {
    return sums.size() == partitions
        && sums.entrySet().stream()
            .allMatch(of -> of.getValue() + forgotten.getOrDefault(of.getKey(), 0L) == sent);
  }

  /** Sums seen, over all keys. */
  long seen() {
    return sums.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Sums that came once more. */
  long repeats() {
    return repeats;
  }

  @Override
  public String toString() {
    return "%d sent to each of %d, %s read".formatted(sent, partitions, sums);
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
