package dev.millrace.controllog;

import dev.millrace.stream.snapshot.CorruptSnapshotException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of one snapshot, out of all that lie in its partition of the topic. One thread. */
final class SnapshotRecords implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotRecords.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition place;
  private final ControlKey key;
  private final Answers answers;
  private final Duration patience;
  private Deadline nextLook = Deadline.in(LOOK_INTERVAL);
  private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();

  /** Begins at the beginning of {@code place}; closes the consumer. */
  SnapshotRecords(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition place,
      ControlKey key,
      Answers answers,
      Duration patience) {
    this.consumer = consumer;
    this.place = place;
    this.key = key;
    this.answers = answers;
    this.patience = patience;
    consumer.assign(List.of(place));
    consumer.seekToBeginning(List.of(place));
  }

  /**
   * Waits for the next record.
   *
   * @param due index of the chunk that is waited for
   * @throws ControlLogException if none comes in time, or the topic cannot be read
   * @throws InterruptedIOException if this thread is interrupted; its flag stays set
   */
  ConsumerRecord<byte[], byte[]> next(int due) throws IOException {
    byte[] wanted = key.toBytes();
    Deadline deadline = Deadline.in(patience);
    while (true) {
      while (polled.hasNext()) {
        ConsumerRecord<byte[], byte[]> record = polled.next();
        if (Arrays.equals(record.key(), wanted)) {
          return record;
        }
      }
      if (deadline.isOver()) {
        throw answers.refused(what(due), new TimeoutException());
      }
      poll(due);
    }
  }

  /** The error that says where a snapshot is not what was written. */
  CorruptSnapshotException corrupt(int chunk, long offset, CorruptSnapshotException cause) {
    CorruptSnapshotException located =
        new CorruptSnapshotException(
            "snapshot %s, chunk %d, %s offset %d: %s. Ask for another snapshot."
                .formatted(key, chunk, place, offset, cause.getMessage()));
    located.initCause(cause);
    return located;
  }

  @Override
  public void close() {
    KafkaConnection.closeAtOnce(consumer);
  }

  private void poll(int due) throws IOException {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      polled = records.iterator();
      if (!records.isEmpty()) {
        nextLook = Deadline.in(LOOK_INTERVAL);
      } else if (nextLook.isOver()) {
        nextLook = Deadline.in(LOOK_INTERVAL);
        look();
      }
    } catch (InterruptException e) {
      // The client has set the thread's flag again, so whoever waits next hears of it too.
      throw new InterruptedIOException("interrupted: cannot " + what(due));
    } catch (OffsetOutOfRangeException e) {
      throw new ControlLogException(
          "snapshot %s: %s was deleted before chunk %d had been read. Ask for another snapshot."
              .formatted(key, place, due),
          e);
    } catch (KafkaException e) {
      throw answers.refused(what(due), e);
    }
  }

  /** A topic that has been deleted looks like one in which nothing happens. */
  private void look() throws ControlLogException {
    try {
      if (consumer.partitionsFor(place.topic(), LOOK_INTERVAL).isEmpty()) {
        throw new ControlLogException(
            "snapshot %s: there is no topic %s any more. Ask for another snapshot."
                .formatted(key, place.topic()));
      }
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      LOG.debug("{}: no answer to whether it is there", place, e);
    }
  }

  private String what(int due) {
    return "read chunk " + due + " of snapshot " + key + " from " + place;
  }
}
