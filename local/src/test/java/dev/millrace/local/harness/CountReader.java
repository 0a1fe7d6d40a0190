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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the counts of a stage that only counts, and drops repeated identities. */
public final class CountReader implements AutoCloseable {
  private static final Pattern COUNT = Pattern.compile("\\{\"n\":(\\d+)}");

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Integer, Identity> last = new HashMap<>();
  private final Map<Integer, List<Counted>> seen = new TreeMap<>();
  private int repeats;
  private int read;

  /** A result: how many records it counts, and which serial number caused it. */
  public record Counted(long sn, long count) {}

  public CountReader(KafkaConnection kafka, String topic, int partitions) {
    consumer = kafka.consumer("reader", false);
    List<TopicPartition> all = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      all.add(new TopicPartition(topic, p));
      seen.put(p, new ArrayList<>());
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  public void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
      Identity identity =
          Identity.parse(record.headers().lastHeader(RecordHeader.IDENTITY).value());
      Identity before = last.get(identity.partition());
      read++;
      if (before != null && identity.compareInPartition(before) <= 0) {
        repeats++;
        continue;
      }
      last.put(identity.partition(), identity);
      Matcher count = COUNT.matcher(new String(record.value(), StandardCharsets.UTF_8));
      if (!count.matches()) {
        throw new AssertionError(new String(record.value(), StandardCharsets.UTF_8));
      }
      seen.get(identity.partition())
          .add(new Counted(identity.sn(), Long.parseLong(count.group(1))));
    }
  }

  /** By input partition, in the order read, each identity once. */
  public Map<Integer, List<Counted>> seen() {
    return seen;
  }

  /** Number of records counted by all results of a partition. */
  public long total(int partition) {
    return seen.get(partition).stream().mapToLong(Counted::count).sum();
  }

  public int repeats() {
    return repeats;
  }

  public int read() {
    return read;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
