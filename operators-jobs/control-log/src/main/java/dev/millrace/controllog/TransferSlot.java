package dev.millrace.controllog;

import dev.millrace.stream.strategy.StateReceiver;
import dev.millrace.stream.strategy.StateSender;
import dev.millrace.stream.strategy.StateSlot;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A {@link StateSlot} over one partition of a topic. Each change is a record that names the version
 * it was made for; the order of the log decides which of two comes first, and the other is void. A
 * version is the offset behind the record that made it, so none comes twice. What is read may be a
 * moment old, but never misses a change of this side's own; since only the sender fills the slot
 * and only the receiver empties it, nothing else has to be new. One thread.
 */
public final class TransferSlot implements StateSlot, AutoCloseable {
  /** How long the other side may take for a step; it may be restarting its clients. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long UNKNOWN = -1;
  private static final Duration WATCH = Duration.ofMillis(20);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final TopicPartition place;
  private final Answers answers;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private long version;
  private byte[] frame;
  private long mustReach = UNKNOWN;

  TransferSlot(KafkaConnection kafka, String topic, int partition) {
    this.place = new TopicPartition(topic, partition);
    this.answers = new Answers(kafka);
    this.consumer = kafka.consumer(place + "-slot", false);
    this.producer = kafka.producer(place + "-slot", PATIENCE);
    consumer.assign(List.of(place));
    consumer.seekToBeginning(List.of(place));
  }

  /** Does something with a state that has come whole, before its sender is told so. */
  @FunctionalInterface
  public interface Taker {
    /** Takes it; if this throws, the sender keeps its state and is never confirmed. */
    void take(byte[] state) throws IOException;
  }

  /**
   * Hands a state over: Algorithm 5.1, repaired. Returns when the receiver has confirmed the whole.
   *
   * @throws IOException if the slot fails, holds something else, or nobody takes what is in it
   */
  public void send(String transfer, byte[] state) throws IOException {
    StateSender sender = StateSender.of(transfer, state, StateSender.DEFAULT_CHUNK_BYTES);
    Deadline deadline = Deadline.in(PATIENCE);
    while (!sender.isConfirmed()) {
      StateSender next = sender.step(this);
      deadline = watch(next != sender, deadline, "nobody takes what is in " + place);
      sender = next;
    }
  }

  /**
   * Takes a state: Algorithm 5.2, repaired.
   *
   * @param taker gets the whole state, checked
   * @throws IOException if the slot fails, something else comes, nothing comes, or the taker throws
   */
  public void receive(String transfer, Taker taker) throws IOException {
    StateReceiver receiver = StateReceiver.of(transfer);
    Deadline deadline = Deadline.in(PATIENCE);
    while (!receiver.isReceived()) {
      StateReceiver next = receiver.step(this);
      if (next.isWhole() && !receiver.isWhole()) {
        taker.take(next.state());
      }
      deadline = watch(next != receiver, deadline, "nothing comes into " + place);
      receiver = next;
    }
  }

  @Override
  public Content read() throws IOException {
    try {
      if (mustReach == UNKNOWN) {
        // Asked later, it would be answered behind a fetch that waits for records.
        mustReach = consumer.endOffsets(List.of(place)).get(place);
      }
      readTo(mustReach);
      fold(Duration.ZERO);
    } catch (KafkaException e) {
      throw refused("read " + place, e);
    }
    return new Content(version, frame);
  }

  @Override
  public boolean compareAndSet(long expected, byte[] content) throws IOException {
    return change(expected, content);
  }

  @Override
  public boolean deleteIfVersion(long expected) throws IOException {
    return change(expected, null);
  }

  private boolean change(long expected, byte[] content) throws IOException {
    byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(expected).array();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(place.topic(), place.partition(), key, content);
    try {
      long offset =
          answers.await("write to " + place, producer.send(record), Deadline.in(PATIENCE)).offset();
      mustReach = offset + 1;
      readTo(mustReach);
      return version == mustReach;
    } catch (KafkaException e) {
      throw refused("write to " + place, e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void readTo(long end) throws IOException {
    Deadline deadline = Deadline.in(PATIENCE);
    while (consumer.position(place) < end) {
      if (deadline.isOver()) {
        throw answers.refused("read " + place + " up to offset " + end, new TimeoutException());
      }
      fold(WATCH);
    }
  }

  private void fold(Duration wait) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
      boolean isReadable = record.key() != null && record.key().length == Long.BYTES;
      if (isReadable && ByteBuffer.wrap(record.key()).getLong() == version) {
        version = record.offset() + 1;
        frame = record.value();
      }
    }
  }

  /** After a step that changed nothing, waits for the slot to change; gives the new deadline. */
  private Deadline watch(boolean moved, Deadline deadline, String trouble) throws IOException {
    if (moved) {
      return Deadline.in(PATIENCE);
    }
    if (deadline.isOver()) {
      throw new ControlLogException(trouble + " for " + PATIENCE.toSeconds() + " s");
    }
    try {
      fold(WATCH);
    } catch (KafkaException e) {
      throw refused("read " + place, e);
    }
    return deadline;
  }

  private IOException refused(String what, KafkaException cause) {
    return cause instanceof org.apache.kafka.common.errors.InterruptException
        ? interrupted()
        : answers.refused(what, cause);
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while a state was handed over");
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
    KafkaConnection.closeAtOnce(consumer);
  }
}
