package dev.millrace.kafka;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.RecordHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Reads the tails of output partitions from saved positions to their end. */
public final class TailReader {
  private static final Duration POLL = Duration.ofMillis(20);

  private final KafkaConnection kafka;
  private final String stage;
  private final boolean committedOnly;

  /**
   * A reader for the outputs of {@code stage} (<code>pipeline.stage</code>).
   *
   * @param committedOnly whether outputs of transactions that were not committed do not count
   */
  public TailReader(KafkaConnection kafka, String stage, boolean committedOnly) {
    this.kafka = kafka;
    this.stage = stage;
    this.committedOnly = committedOnly;
  }

  /**
   * Reads each partition from its position (or its beginning, if that is later or there is none).
   * The end is the high watermark, also for committed reading: a record may lie behind somebody
   * else's open transaction, and reading waits until that has ended.
   *
   * @throws OutputFailedException if the end is not reached in time
   */
  public Tails read(List<OutputPartition> partitions, Map<OutputPartition, Long> positions) {
    return read(partitions, positions, () -> false).orElseThrow();
  }

  /**
   * As {@link #read(List, Map)}, unless there is something else to do first: who holds the reader
   * up may be somebody whom the caller has to shut out.
   *
   * @param hasOther asked again and again while the end has not been reached
   * @return empty if there is something else to do
   */
  public Optional<Tails> read(
      List<OutputPartition> partitions,
      Map<OutputPartition, Long> positions,
      BooleanSupplier hasOther) {
    List<TopicPartition> of = partitions.stream().map(TailReader::kafkaPartition).toList();
    Map<TopicPartition, Long> ends;
    try (KafkaConsumer<byte[], byte[]> all = kafka.consumer(stage + "-ends", false)) {
      ends = all.endOffsets(of);
    }
    Map<OutputPartition, Long> endsByPartition = new HashMap<>();
    ends.forEach(
        (p, end) -> endsByPartition.put(new OutputPartition(p.topic(), p.partition()), end));
    Tails tails = new Tails(endsByPartition);
    KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(stage + "-tail", committedOnly);
    try {
      consumer.assign(of);
      seek(consumer, partitions, positions);
      return readToEnds(consumer, ends, tails, hasOther) ? Optional.of(tails) : Optional.empty();
    } finally {
      KafkaConnection.closeAtOnce(consumer);
    }
  }

  private static void seek(
      KafkaConsumer<byte[], byte[]> consumer,
      List<OutputPartition> partitions,
      Map<OutputPartition, Long> positions) {
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(consumer.assignment());
    for (OutputPartition partition : partitions) {
      TopicPartition at = kafkaPartition(partition);
      consumer.seek(at, Math.max(beginnings.get(at), positions.getOrDefault(partition, 0L)));
    }
  }

  private boolean readToEnds(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Tails tails,
      BooleanSupplier hasOther) {
    long deadline = System.nanoTime() + KafkaConnection.CALL_TIMEOUT.toNanos();
    Set<TopicPartition> open = new HashSet<>(ends.keySet());
    while (true) {
      List<TopicPartition> done =
          open.stream().filter(p -> consumer.position(p) >= ends.get(p)).toList();
      open.removeAll(new HashSet<>(done));
      consumer.pause(new ArrayList<>(done));
      if (open.isEmpty()) {
        return true;
      }
      if (hasOther.getAsBoolean()) {
        return false;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new OutputFailedException(
            "the tail of " + open + " could not be read to its end in time", null);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Header header = record.headers().lastHeader(RecordHeader.IDENTITY);
        Identity identity = header == null ? null : Identity.parse(header.value());
        if (identity != null && identity.stage().equals(stage)) {
          tails.add(new OutputPartition(record.topic(), record.partition()), identity);
        }
      }
    }
  }

  private static TopicPartition kafkaPartition(OutputPartition partition) {
    return new TopicPartition(partition.topic(), partition.partition());
  }
}
