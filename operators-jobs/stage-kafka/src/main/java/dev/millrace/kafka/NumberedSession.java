package dev.millrace.kafka;

import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Delivery mode Numbered: a plain idempotent producer. The first send of the session to each
 * partition is acknowledged before the second goes out (protocol.md, story 17), because a broker
 * that refuses a first batch may take the batches after it.
 */
public final class NumberedSession implements OutputSession {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Runnable onProgress;
  private final AtomicReference<OutputFailedException> failure = new AtomicReference<>();
  private final Map<OutputPartition, Output> firsts = new HashMap<>();

  /**
   * A session over {@code producer}, which it closes.
   *
   * @param onProgress called by the producer's thread after each acknowledgement and failure; must
   *     not block
   */
  public NumberedSession(KafkaProducer<byte[], byte[]> producer, Runnable onProgress) {
    this.producer = producer;
    this.onProgress = onProgress;
  }

  @Override
  public void fence() {
    // Readers that drop repeated identities are safe without it (protocol.md, section 3).
  }

  @Override
  public boolean fences() {
    return false;
  }

  @Override
  public boolean ready(OutputPartition partition) {
    Output first = firsts.get(partition);
    return first == null || first.isAcknowledged();
  }

  @Override
  public void send(OutputPartition partition, Output output, byte[] identity) {
    firsts.putIfAbsent(partition, output);
    producer.send(
        record(partition, output, identity),
        (metadata, error) -> {
          if (error == null) {
            output.acknowledge(metadata.offset());
          } else {
            failure.compareAndSet(null, failed(partition, identity, error));
          }
          onProgress.run();
        });
  }

  @Override
  public void check() {
    OutputFailedException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  /** The Kafka record of an output. */
  static ProducerRecord<byte[], byte[]> record(
      OutputPartition partition, Output output, byte[] identity) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            partition.topic(),
            partition.partition(),
            output.timestamp(),
            output.key(),
            output.value());
    record.headers().add(RecordHeader.IDENTITY, identity);
    for (RecordHeader header : output.headers()) {
      record.headers().add(header.name(), header.value());
    }
    return record;
  }

  /** What is thrown when {@code identity} could not be written. */
  static OutputFailedException failed(OutputPartition partition, byte[] identity, Exception error) {
    return new OutputFailedException(
        "output "
            + new String(identity, StandardCharsets.US_ASCII)
            + " was not written to "
            + partition
            + ": "
            + error.getMessage(),
        error);
  }
}
