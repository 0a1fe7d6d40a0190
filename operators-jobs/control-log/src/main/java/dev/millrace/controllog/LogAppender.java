package dev.millrace.controllog;

import dev.millrace.stream.handover.ControlRecord;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Appends to a control log, in order, from a thread of its own: a client that has lost all brokers
 * may hold up whoever sends, which must not be a thread that processes records.
 */
final class LogAppender implements AutoCloseable {
  /** Long enough that the first append after the return of a lost broker finds it. */
  static final Duration CALL_TIMEOUT = KafkaConnection.IMPATIENT_TIMEOUT;

  private static final int WAITING = 10_000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final Answers answers;
  private final ThreadPoolExecutor sender;

  LogAppender(String topic, Producer<byte[], byte[]> producer, Answers answers, String name) {
    this.topic = topic;
    this.producer = producer;
    this.answers = answers;
    this.sender =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name(name).factory());
  }

  CompletableFuture<Long> append(ControlKey key, ControlRecord record) {
    Deadline deadline = Deadline.in(KafkaConnection.IMPATIENT_TIMEOUT);
    byte[] value = ControlRecordCodec.toBytes(record);
    String what =
        "append %s of %s to %s-0".formatted(record.getClass().getSimpleName(), key, topic);
    Append append =
        new Append(
            new ProducerRecord<>(topic, 0, key.toBytes(), value),
            what,
            deadline,
            new CompletableFuture<>());
    try {
      sender.execute(() -> send(append));
    } catch (RejectedExecutionException e) {
      refuse(append, e);
    }
    return append.offset();
  }

  /** Fails what has not been sent, and gives up what is on its way. */
  @Override
  public void close() {
    sender.shutdown();
    producer.close(CLOSE_TIMEOUT);
  }

  private record Append(
      ProducerRecord<byte[], byte[]> record,
      String what,
      Deadline deadline,
      CompletableFuture<Long> offset) {}

  private void send(Append append) {
    if (append.deadline().isOver()) {
      refuse(append, new TimeoutException());
      return;
    }
    try {
      producer.send(
          append.record(),
          (metadata, error) -> {
            if (error == null) {
              append.offset().complete(metadata.offset());
            } else {
              refuse(append, error);
            }
          });
    } catch (KafkaException | IllegalStateException e) {
      // The latter if it has been closed.
      refuse(append, e);
    }
  }

  private void refuse(Append append, Exception cause) {
    append.offset().completeExceptionally(answers.refused(append.what(), cause));
  }
}
