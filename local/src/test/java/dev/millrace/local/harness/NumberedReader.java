package dev.millrace.local.harness;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A reader of one output topic that drops repeated identities, as any reader can: it remembers the
 * last identity per input partition in each output partition.
 */
public final class NumberedReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Identity> last = new HashMap<>();
  private final Map<String, List<String>> seen = new TreeMap<>();
  private final BiConsumer<String, String> taker;
  private int repeats;
  private int read;

  /** A reader that keeps what it has seen. */
  public NumberedReader(
      KafkaConnection kafka, String topic, int partitions, boolean committedOnly) {
    this(kafka, topic, partitions, committedOnly, null);
  }

  /**
   * A reader from the beginning of the topic.
   *
   * @param taker takes lane and text of each output, once; null: it keeps them
   */
  public NumberedReader(
      KafkaConnection kafka,
      String topic,
      int partitions,
      boolean committedOnly,
      BiConsumer<String, String> taker) {
    this.taker = taker == null ? this::keep : taker;
    consumer = kafka.consumer("reader", committedOnly);
    List<TopicPartition> all = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      all.add(new TopicPartition(topic, p));
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  private void keep(String lane, String text) {
    seen.computeIfAbsent(lane, any -> new ArrayList<>()).add(text);
  }

  /** Reads what there is. */
  public void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
      Identity identity =
          Identity.parse(record.headers().lastHeader(RecordHeader.IDENTITY).value());
      String lane = identity.partition() + " in " + record.partition();
      Identity before = last.get(lane);
      read++;
      if (before != null && identity.compareInPartition(before) <= 0) {
        repeats++;
      } else {
        last.put(lane, identity);
        taker.accept(lane, text(identity, record.timestamp(), record.key(), record.value()));
      }
    }
  }

  /** Input partition and output partition → outputs in the order read, each once. */
  public Map<String, List<String>> seen() {
    return seen;
  }

  /** Records whose identity had been seen before. */
  public int repeats() {
    return repeats;
  }

  /** All records. */
  public int read() {
    return read;
  }

  public static String text(Identity identity, long timestamp, byte[] key, byte[] value) {
    return identity
        + " "
        + timestamp
        + " "
        + (key == null ? null : new String(key, StandardCharsets.UTF_8))
        + " "
        + new String(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
