package dev.millrace.controllog;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands progress reports to a callback, on a thread of its own and over lost brokers. What cannot
 * be read is counted and left out: a later report says the same and more.
 */
public final class ProgressReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressReader.class);

  private final AtomicLong unreadable = new AtomicLong();
  private final AtomicLong gaps = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final PartitionFollower follower;

  ProgressReader(
      KafkaConnection kafka,
      String clientId,
      TopicPartition partition,
      LogBounds bounds,
      Duration history,
      Consumer<ProgressReport> callback) {
    Reports reports = new Reports(bounds, history, callback);
    this.follower = PartitionFollower.start(kafka, clientId, partition, reports);
  }

  /** Records that were not reports that this program can read. */
  public long unreadable() {
    return unreadable.get();
  }

  /** How often reports were deleted before they had been read. */
  public long gaps() {
    return gaps.get();
  }

  /** Reports for which the callback has thrown an exception. */
  public long failedCallbacks() {
    return failures.get();
  }

  /** Ends the thread; a report that is being handed over is so to its end. */
  @Override
  public void close() {
    follower.close();
  }

  private final class Reports implements PartitionFollower.Reader {
    private final LogBounds bounds;
    private final Duration history;
    private final Consumer<ProgressReport> callback;
    private boolean begun;

    Reports(LogBounds bounds, Duration history, Consumer<ProgressReport> callback) {
      this.bounds = bounds;
      this.history = history;
      this.callback = callback;
    }

    @Override
    public long begin() throws ControlLogException, InterruptedException {
      if (begun) {
        gaps.incrementAndGet();
        return bounds.begin();
      }
      long first = bounds.at(System.currentTimeMillis() - history.toMillis());
      begun = true;
      return first;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
      try {
        callback.accept(ProgressCodec.read(record));
      } catch (UnreadableRecordException e) {
        count(unreadable, e);
      } catch (RuntimeException e) {
        count(failures, e);
      }
    }

    @Override
    public void reached(long offset) {}

    @Override
    public void failed(ControlLogException reason) {
      count(failures, reason);
    }

    private void count(AtomicLong counter, Exception e) {
      if (counter.getAndIncrement() == 0) {
        LOG.warn("a progress report is lost here", e);
      }
    }
  }
}
