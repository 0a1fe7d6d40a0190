package dev.millrace.kafka;

import dev.millrace.stream.stage.RecordHeader;
import dev.millrace.stream.stage.StagePlan;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends ticks to input partitions that have been idle, so that windows close without traffic. A
 * tick that is lost or written twice does no harm: the next one says the same and more.
 */
public final class TickWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TickWriter.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
  private static final List<Header> TICK_HEADERS =
      List.of(
          new org.apache.kafka.common.header.internals.RecordHeader(
              RecordHeader.TICK, new byte[0]));

  private final StagePlan plan;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Clock clock;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile boolean stopped;

  /**
   * A writer over {@code producer}, which it closes. Asks for the topic's metadata, so that no tick
   * has to wait for them.
   */
  public static TickWriter open(
      StagePlan plan, KafkaProducer<byte[], byte[]> producer, Clock clock) {
    producer.partitionsFor(plan.input().topic());
    return new TickWriter(plan, producer, clock);
  }

  private TickWriter(StagePlan plan, KafkaProducer<byte[], byte[]> producer, Clock clock) {
    this.plan = plan;
    this.producer = producer;
    this.clock = clock;
  }

  /**
   * Appends a tick if the partition has been idle long enough.
   *
   * @param idleMillis since its last record
   * @return whether one was appended
   */
  public boolean tickIfIdle(int partition, long idleMillis) {
    if (stopped || plan.tickIntervalMillis() == 0 || idleMillis < plan.tickIntervalMillis()) {
      return false;
    }
    ProducerRecord<byte[], byte[]> tick =
        new ProducerRecord<>(
            plan.input().topic(),
            partition,
            Math.max(0, clock.millis() - plan.tickDelayMillis()),
            null,
            null,
            TICK_HEADERS);
    try {
      producer.send(tick, (metadata, error) -> count(partition, error));
    } catch (KafkaException e) {
      count(partition, e);
    }
    return true;
  }

  /** No more ticks. */
  public void stop() {
    stopped = true;
  }

  /** Ticks that the broker has acknowledged. */
  public long written() {
    return written.get();
  }

  /** Ticks that could not be written. */
  public long failed() {
    return failed.get();
  }

  @Override
  public void close() {
    stopped = true;
    producer.close(CLOSE_TIMEOUT);
  }

  private void count(int partition, Exception error) {
    if (error == null) {
      written.incrementAndGet();
    } else if (failed.getAndIncrement() == 0) {
      LOG.warn("no tick on {}-{}: {}", plan.input().topic(), partition, error.getMessage());
    }
  }
}
