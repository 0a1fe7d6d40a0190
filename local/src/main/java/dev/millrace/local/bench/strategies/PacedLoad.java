package dev.millrace.local.bench.strategies;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.local.bench.simulation.Pace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends records at a pace until it is closed, to a topic of one partition, and remembers of each
 * when it was sent: the one with serial number n is the n-th one sent. Event time is wall time.
 */
final class PacedLoad implements AutoCloseable {
  private static final byte[] VALUE = "{\"v\":1}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ONLY_KEY = "k".getBytes(StandardCharsets.UTF_8);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Pace pace;
  private final boolean manyKeys;
  private final Thread thread;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile boolean stopping;
  private long[] nanos = new long[1 << 12];
  private long[] eventMillis = new long[1 << 12];
  private int sent;

  private PacedLoad(KafkaConnection kafka, String topic, Pace pace, boolean manyKeys) {
    this.producer = kafka.producer("load-" + topic);
    this.topic = topic;
    this.pace = pace;
    this.manyKeys = manyKeys;
    this.thread = Thread.ofPlatform().daemon().name("load-" + topic).unstarted(this::run);
  }

  /**
   * Begins.
   *
   * @param manyKeys whether each record has a key of its own, or all the same
   */
  static PacedLoad start(KafkaConnection kafka, String topic, Pace pace, boolean manyKeys) {
    PacedLoad load = new PacedLoad(kafka, topic, pace, manyKeys);
    load.thread.start();
    return load;
  }

  /** Records sent so far. */
  synchronized int sent() {
    return sent;
  }

  /** When the record with this serial number was sent, of {@link System#nanoTime}. */
  synchronized long nanosOf(long sn) {
    return nanos[Math.toIntExact(sn - 1)];
  }

  /** The event times of all records sent so far, in order. */
  synchronized long[] eventMillis() {
    return Arrays.copyOf(eventMillis, sent);
  }

  private synchronized void note(long now, long millis) {
    if (sent == nanos.length) {
      nanos = Arrays.copyOf(nanos, sent * 2);
      eventMillis = Arrays.copyOf(eventMillis, sent * 2);
    }
    nanos[sent] = now;
    eventMillis[sent] = millis;
    sent++;
  }

  private void run() {
    long begin = System.nanoTime();
    long beginMillis = System.currentTimeMillis();
    for (long number = 0; !stopping; number++) {
      long due = begin + pace.dueNanos(number);
      while (!stopping && System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      // Counted from the beginning, so that it never goes back.
      long now = System.nanoTime();
      long millis = beginMillis + (now - begin) / 1_000_000;
      note(now, millis);
      byte[] key = manyKeys ? ("k" + number).getBytes(StandardCharsets.UTF_8) : ONLY_KEY;
      producer.send(
          new ProducerRecord<>(topic, 0, millis, key, VALUE),
          (metadata, error) -> {
            if (error != null) {
              failure.compareAndSet(null, error);
            }
          });
    }
  }

  /**
   * Stops, and waits until the broker has everything.
   *
   * @throws IllegalStateException if the broker did not take a record
   */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    if (failure.get() != null) {
      throw new IllegalStateException("load on " + topic, failure.get());
    }
  }
}
