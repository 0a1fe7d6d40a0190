package dev.millrace.gateway.handover;

import dev.millrace.gateway.handover.LogEntry.Claim;
import dev.millrace.gateway.handover.LogEntry.Parcel;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic from its start, on a thread of its own, claims what is left for this gateway,
 * and takes what it has claimed first.
 */
final class SessionTaker {
  private static final Logger LOG = LoggerFactory.getLogger(SessionTaker.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration TOPIC = Duration.ofSeconds(3);
  private static final long PAUSE_MILLIS = 1000;
  private static final long CLOSE_MILLIS = 3000;

  private final HandOverSettings settings;
  private final Producer<byte[], byte[]> producer;
  private final Consumer<Parcel> receiver;
  private final HandOverMeters meters;
  private final Clock clock;
  private final TopicPartition partition;
  private final ClaimBook book;

  /** No more than parcels that wait. */
  private final Queue<Claim> notSent = new ConcurrentLinkedQueue<>();

  private final Thread thread;

  /** Held while something is taken. */
  private final Object turn = new Object();

  private volatile boolean settled;
  private volatile boolean closed;

  /** Guarded by {@link #turn}; null while there is none. */
  private KafkaConsumer<byte[], byte[]> consumer;

  private String trouble = "";

  /**
   * @param producer for claims
   * @param receiver takes each parcel that is this process's, on the taker's thread
   */
  SessionTaker(
      HandOverSettings settings,
      UUID self,
      Producer<byte[], byte[]> producer,
      Consumer<Parcel> receiver,
      HandOverMeters meters,
      Clock clock) {
    this.settings = settings;
    this.producer = producer;
    this.receiver = receiver;
    this.meters = meters;
    this.clock = clock;
    this.partition = new TopicPartition(settings.topic(), 0);
    this.book = new ClaimBook(settings.gateway(), settings.place(), self);
    this.thread =
        Thread.ofPlatform()
            .name("gateway-sessions-" + settings.gateway())
            .daemon()
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Whether it follows the topic, or knows that there is none. */
  boolean isSettled() {
    return settled;
  }

  private void run() {
    while (!closed) {
      try (KafkaConsumer<byte[], byte[]> made = settings.consumer()) {
        use(made);
      } catch (WakeupException e) {
        // Only close wakes.
        return;
      } catch (KafkaException e) {
        complain("topic " + settings.topic() + " cannot be read: " + e.getMessage());
        pause();
      }
    }
  }

  private void use(KafkaConsumer<byte[], byte[]> made) {
    synchronized (turn) {
      consumer = made;
    }
    try {
      if (isThere(made)) {
        follow(made);
      } else {
        settled = true;
        complain("there is no topic " + settings.topic() + "; make it, with one partition");
        pause();
      }
    } finally {
      // Before it is closed: nobody may wake it then.
      synchronized (turn) {
        consumer = null;
      }
    }
  }

  private boolean isThere(KafkaConsumer<byte[], byte[]> from) {
    List<PartitionInfo> partitions = from.partitionsFor(settings.topic(), TOPIC);
    return partitions != null && !partitions.isEmpty();
  }

  private void follow(KafkaConsumer<byte[], byte[]> from) {
    from.assign(List.of(partition));
    from.seekToBeginning(List.of(partition));
    long end = from.endOffsets(List.of(partition)).get(partition);
    trouble = "";
    boolean caughtUp = false;
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> found : from.poll(POLL)) {
        read(found);
      }
      // Before that what is claimed may not be known yet.
      caughtUp = caughtUp || from.position(partition) >= end;
      if (caughtUp) {
        settled = true;
        for (Claim claim = notSent.poll(); claim != null; claim = notSent.poll()) {
          book.notSent(claim);
        }
        book.forget(clock.millis());
        book.toClaim(clock.millis()).forEach(this::claim);
      }
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> found) {
    try {
      LogEntry entry = LogCodec.decode(found.value());
      synchronized (turn) {
        if (!closed) {
          book.read(entry, clock.millis()).ifPresent(receiver);
        }
      }
    } catch (IOException e) {
      meters.foreign();
      LOG.warn("Record {} of {} is no entry: {}", found.offset(), partition, e.getMessage());
    } catch (RuntimeException e) {
      // One parcel that cannot be taken must not keep the others.
      LOG.error("Record {} of {} cannot be taken", found.offset(), partition, e);
    }
  }

  private void claim(Claim claim) {
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  partition.topic(), partition.partition(), null, LogCodec.encode(claim)),
              (metadata, failure) -> {
                if (failure != null) {
                  // Twice is as good as once.
                  notSent.add(claim);
                  LOG.warn("Sessions could not be claimed: {}", failure.getMessage());
                }
              });
    } catch (KafkaException e) {
      notSent.add(claim);
      complain("sessions cannot be claimed: " + e.getMessage());
    }
  }

  private void complain(String what) {
    if (!what.equals(trouble)) {
      trouble = what;
      LOG.warn("Gateway {} cannot take sessions over: {}", settings.gateway(), what);
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if somebody did, it would be to end it.
      closed = true;
    }
  }

  /** Takes nothing any more; waits for what is being taken at the moment. */
  void finish() {
    synchronized (turn) {
      closed = true;
      if (consumer != null) {
        consumer.wakeup();
      }
    }
  }

  /** Ends the thread, waiting for a moment. */
  void close() throws InterruptedException {
    finish();
    thread.join(CLOSE_MILLIS);
  }
}
