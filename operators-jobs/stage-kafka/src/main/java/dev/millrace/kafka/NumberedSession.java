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
import org.apache.kafka.common.KafkaException;

/**
 * Delivery mode Numbered: a plain idempotent producer. Of what is sent to an output partition a
 * prefix is written, whatever fails. The first send of the session to each partition is
 * acknowledged before the second goes out (protocol.md, story 17), and the first failure closes the
 * producer, which would go on with the next batch otherwise.
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
   * @param producer has one request on its way at most: a broker that refuses a batch may take one
   *     that it has been sent meanwhile
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
    check();
    firsts.putIfAbsent(partition, output);
    try {
      producer.send(
          record(partition, output, identity),
          (metadata, error) -> {
            if (error == null) {
              output.acknowledge(metadata.offset());
            } else {
              fail(failed(partition, identity, error));
            }
            onProgress.run();
          });
    } catch (KafkaException | IllegalStateException e) {
      // A failure may have closed the producer meanwhile: then that is what has gone wrong.
      check();
      throw e;
    }
  }

  /**
   * On the producer's thread, unless the producer refuses a record at once. Closing it here, before
   * that thread sends anything else, is what Kafka allows with a timeout of zero only; what waits
   * in the producer is given up.
   */
  private void fail(OutputFailedException failed) {
    if (failure.compareAndSet(null, failed)) {
      producer.close(Duration.ZERO);
    }
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
