package dev.millrace.controllog;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes progress reports without ever holding up who reports: what the broker does not take in
 * time is dropped, the oldest first, and counted. Thread-safe.
 */
public final class ProgressWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressWriter.class);
  private static final int WAITING = 1_024;
  private static final int IN_FLIGHT = 256;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final DroppingQueue<ProgressReport> waiting = new DroppingQueue<>(WAITING);
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Thread thread;

  ProgressWriter(String topic, KafkaProducer<byte[], byte[]> producer, String name) {
    this.topic = topic;
    this.producer = producer;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /** Takes a report, at once. */
  public void report(ProgressReport report) {
    waiting.offer(report);
  }

  /** Reports that the brokers have acknowledged. */
  public long written() {
    return written.get();
  }

  /** Reports that were dropped unsent, since more came than the broker took. */
  public long dropped() {
    return waiting.dropped();
  }

  /** Reports that were sent and not acknowledged in time. */
  public long failed() {
    return failed.get();
  }

  /** Writes what has been taken, as far as that goes within some seconds; counts the rest. */
  @Override
  public void close() {
    waiting.close();
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        thread.interrupt();
        thread.join(CLOSE_TIMEOUT);
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    producer.close(CLOSE_TIMEOUT);
  }

  private void run() {
    try {
      for (ProgressReport next = waiting.take(); next != null; next = waiting.take()) {
        send(next);
      }
    } catch (InterruptedException e) {
      LOG.debug("{}: ended with reports unsent", topic);
    } finally {
      waiting.close();
      waiting.clear();
    }
  }

  private void send(ProgressReport report) throws InterruptedException {
    try {
      inFlight.acquire();
    } catch (InterruptedException e) {
      failed.incrementAndGet();
      throw e;
    }
    try {
      producer.send(
          new ProducerRecord<>(
              topic, 0, ProgressCodec.keyOf(report), ProgressCodec.toBytes(report)),
          (metadata, error) -> settled(error));
    } catch (KafkaException | IllegalStateException e) {
      // An interruption keeps the thread's flag, and ends it when it waits next.
      settled(e);
    }
  }

  private void settled(Exception error) {
    inFlight.release();
    if (error == null) {
      written.incrementAndGet();
    } else if (failed.getAndIncrement() == 0) {
      LOG.warn("a report is not written to {}-0: {}", topic, error.getMessage());
    }
  }
}
