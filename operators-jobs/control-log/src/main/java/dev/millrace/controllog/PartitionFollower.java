package dev.millrace.controllog;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one partition on a thread of its own until it is closed. Whatever a broker answers or does
 * not, it goes on where it was; only a record that its reader cannot read ends it.
 */
final class PartitionFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionFollower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final long TROUBLE_PAUSE_MILLIS = 500;

  /** What is done with the records. All calls come from the follower's thread. */
  interface Reader {
    /** Where to begin; again whenever the position is no longer in the log. */
    long begin() throws ControlLogException, InterruptedException;

    /** Takes the next record. */
    void read(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException;

    /** All before {@code offset} has been read; also called when there was nothing. */
    void reached(long offset);

    /** Nothing will be read any more. */
    void failed(ControlLogException reason);
  }

  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Reader reader;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong troubles = new AtomicLong();
  private long position;
  private boolean troubled;

  private PartitionFollower(
      KafkaConnection kafka, String clientId, TopicPartition partition, Reader reader) {
    this.partition = partition;
    this.consumer = kafka.consumer(clientId, false);
    this.reader = reader;
    this.thread = new Thread(this::run, clientId);
    this.thread.setDaemon(true);
  }

  static PartitionFollower start(
      KafkaConnection kafka, String clientId, TopicPartition partition, Reader reader) {
    PartitionFollower follower = new PartitionFollower(kafka, clientId, partition, reader);
    follower.thread.start();
    return follower;
  }

  /** Errors that reading went on after. */
  long troubles() {
    return troubles.get();
  }

  /** Ends the thread; a record that is being read is read to its end. */
  @Override
  public void close() {
    closed.countDown();
    consumer.wakeup();
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      consumer.assign(List.of(partition));
      follow();
    } catch (UnreadableRecordException e) {
      LOG.error("{} is no longer followed", partition, e);
      reader.failed(e);
    } catch (InterruptedException e) {
      LOG.debug("{} is no longer followed: interrupted", partition);
    } catch (RuntimeException | Error e) {
      LOG.error("{} is no longer followed", partition, e);
      reader.failed(new ControlLogException(partition + " is no longer followed: " + e, e));
    } finally {
      KafkaConnection.closeAtOnce(consumer);
    }
  }

  private void follow() throws UnreadableRecordException, InterruptedException {
    boolean placed = false;
    while (closed.getCount() > 0) {
      ConsumerRecords<byte[], byte[]> records;
      try {
        if (!placed) {
          position = reader.begin();
          consumer.seek(partition, position);
          placed = true;
        }
        records = consumer.poll(POLL);
      } catch (OffsetOutOfRangeException e) {
        LOG.warn("{}: offset {} is not there any more", partition, position);
        placed = false;
        continue;
      } catch (WakeupException e) {
        LOG.debug("{}: woken up to end", partition);
        continue;
      } catch (KafkaException | ControlLogException e) {
        troubled(e);
        continue;
      }
      read(records);
      recovered();
    }
  }

  private void read(ConsumerRecords<byte[], byte[]> records) throws UnreadableRecordException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      reader.read(record);
    }
    OffsetAndMetadata next = records.nextOffsets().get(partition);
    if (next != null) {
      position = next.offset();
    }
    reader.reached(position);
  }

  private void recovered() {
    if (troubled) {
      LOG.info("{} is followed again", partition);
      troubled = false;
    }
  }

  private void troubled(Exception e) throws InterruptedException {
    troubles.incrementAndGet();
    if (!troubled) {
      LOG.warn("{} cannot be followed at present: {}", partition, e.getMessage());
      troubled = true;
    }
    closed.await(TROUBLE_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
