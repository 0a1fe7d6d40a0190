package dev.millrace.controllog;

import dev.millrace.stream.snapshot.SnapshotChunk;
import dev.millrace.stream.snapshot.SnapshotWriter;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Sends the chunks of one snapshot, a few at a time: {@link #accept} waits while as many are on
 * their way. Every chunk but the first carries the first one's offset, so that chunks of different
 * attempts at the same snapshot cannot be taken for each other. One thread, which must not be one
 * that processes records.
 */
public final class SnapshotSender implements SnapshotWriter.ChunkSink, AutoCloseable {
  /** Header of every chunk but the first: offset of the first, eight bytes. */
  static final String ATTEMPT = "attempt";

  private static final int WINDOW = 4;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Producer<byte[], byte[]> producer;
  private final TopicPartition place;
  private final ControlKey key;
  private final Answers answers;
  private final Duration patience;
  private final Semaphore window = new Semaphore(WINDOW);
  private final CompletableFuture<Long> attempt = new CompletableFuture<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  SnapshotSender(
      Producer<byte[], byte[]> producer,
      TopicPartition place,
      ControlKey key,
      Answers answers,
      Duration patience) {
    this.producer = producer;
    this.place = place;
    this.key = key;
    this.answers = answers;
    this.patience = patience;
  }

  /** Whether the next chunk is taken without waiting. */
  public boolean hasRoom() {
    return window.availablePermits() == WINDOW || attempt.isDone() && window.availablePermits() > 0;
  }

  /**
   * Sends a chunk, once there is room.
   *
   * @throws ControlLogException if there is none in time, or an earlier chunk has been refused; the
   *     snapshot has to be taken anew then
   */
  @Override
  public void accept(SnapshotChunk chunk) throws ControlLogException, InterruptedIOException {
    if (!chunk.id().equals(key.stage()) || chunk.partition() != key.partition()) {
      throw new IllegalArgumentException(
          "a chunk of " + chunk.id() + "/" + chunk.partition() + " for " + key);
    }
    Deadline deadline = Deadline.in(patience);
    List<Header> headers = chunk.index() == 0 ? List.of() : List.of(attempt(deadline));
    acquire(1, deadline);
    try {
      producer.send(
          new ProducerRecord<>(
              place.topic(), place.partition(), null, key.toBytes(), chunk.toBytes(), headers),
          (metadata, error) -> {
            settled(chunk, metadata, error);
            window.release();
          });
    } catch (KafkaException e) {
      settled(chunk, null, e);
      window.release();
    }
    check();
  }

  /**
   * Waits until the brokers have every chunk; only then has the snapshot been sent.
   *
   * @throws ControlLogException if they have not in time, or have refused one
   */
  public void awaitAcknowledged() throws ControlLogException, InterruptedIOException {
    acquire(WINDOW, Deadline.in(patience));
    window.release(WINDOW);
    check();
  }

  /** Gives up what is still on its way. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private void settled(SnapshotChunk chunk, RecordMetadata metadata, Exception error) {
    if (error != null) {
      failure.compareAndSet(null, error);
      attempt.completeExceptionally(error);
    } else if (chunk.index() == 0) {
      attempt.complete(metadata.offset());
    }
  }

  private Header attempt(Deadline deadline) throws ControlLogException, InterruptedIOException {
    try {
      long first = answers.await(what(), attempt, deadline);
      return new RecordHeader(ATTEMPT, ByteBuffer.allocate(Long.BYTES).putLong(first).array());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void acquire(int permits, Deadline deadline)
      throws ControlLogException, InterruptedIOException {
    try {
      if (!window.tryAcquire(permits, deadline.left(), TimeUnit.NANOSECONDS)) {
        throw answers.refused(what(), new TimeoutException());
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void check() throws ControlLogException {
    if (failure.get() != null) {
      throw answers.refused(what(), failure.get());
    }
  }

  private String what() {
    return "send snapshot " + key + " to " + place;
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while a snapshot was sent");
  }
}
