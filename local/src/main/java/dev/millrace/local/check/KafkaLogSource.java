package dev.millrace.local.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics with a plain consumer that sees committed records only. One thread. */
final class KafkaLogSource implements LogSource, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Duration silence;

  /**
   * Reads from a cluster.
   *
   * @param silence how long a partition may give nothing before its end is reached
   */
  KafkaLogSource(String bootstrapServers, Duration silence) {
    this.silence = silence;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                // A fetch that waits at one partition\'s end holds up the first one of the next.
                "fetch.max.wait.ms",
                5,
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  @Override
  public void read(String topic, int partition, Consumer<LogRecord> reader) {
    TopicPartition source = new TopicPartition(topic, partition);
    consumer.assign(List.of(source));
    consumer.seekToBeginning(List.of(source));
    long end = consumer.endOffsets(List.of(source)).get(source);
    readUntil(source, end, reader);
  }

  @Override
  public LogRecord at(String topic, int partition, long offset) {
    TopicPartition source = new TopicPartition(topic, partition);
    consumer.assign(List.of(source));
    consumer.seek(source, offset);
    LogRecord[] found = new LogRecord[1];
    readUntil(source, offset + 1, record -> found[0] = record);
    return found[0];
  }

  @Override
  public int partitions(String topic) {
    List<PartitionInfo> known = consumer.listTopics().get(topic);
    return known == null ? 0 : known.size();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void readUntil(TopicPartition source, long end, Consumer<LogRecord> reader) {
    long quietSince = System.nanoTime();
    while (consumer.position(source) < end) {
      List<ConsumerRecord<byte[], byte[]>> batch = consumer.poll(POLL).records(source);
      if (!batch.isEmpty()) {
        quietSince = System.nanoTime();
      } else if (System.nanoTime() - quietSince > silence.toNanos()) {
        throw new KafkaException(
            "%s: nothing came for %d s at offset %d, the end is %d"
                .formatted(source, silence.toSeconds(), consumer.position(source), end));
      }
      for (ConsumerRecord<byte[], byte[]> found : batch) {
        if (found.offset() < end) {
          reader.accept(record(found));
        }
      }
    }
  }

  private static LogRecord record(ConsumerRecord<byte[], byte[]> found) {
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : found.headers()) {
      headers.put(header.key(), header.value());
    }
    return new LogRecord(found.offset(), found.timestamp(), found.key(), found.value(), headers);
  }
}
