package dev.millrace.local.watch;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.local.report.migration.OutputBucket;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.RecordHeader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what stages write, as it comes, on a thread of its own: when, of which partition, and how
 * long after the output's timestamp. Knows nothing of the stages but their identities.
 */
public final class OutputWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputWatch.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PAUSE_MILLIS = 500;
  private static final long CLOSE_MILLIS = 2_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, StageOutputs> stages = new ConcurrentHashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "output-watch");
  private volatile boolean closed;

  private OutputWatch(KafkaConsumer<byte[], byte[]> consumer, Clock clock) {
    this.consumer = consumer;
    this.clock = clock;
  }

  /**
   * Begins to read, from the end of the topics on.
   *
   * @param topics number of partitions by topic
   */
  public static OutputWatch start(KafkaConnection kafka, Map<String, Integer> topics, Clock clock) {
    OutputWatch watch = new OutputWatch(kafka.consumer("output-watch", true), clock);
    List<TopicPartition> all = new ArrayList<>();
    topics.forEach(
        (topic, partitions) -> {
          for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(topic, partition));
          }
        });
    watch.consumer.assign(all);
    watch.consumer.seekToEnd(all);
    all.forEach(watch.consumer::position);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  private void run() {
    while (!closed) {
      try {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
      } catch (WakeupException e) {
        LOG.debug("no longer watching", e);
      } catch (KafkaException e) {
        LOG.warn("outputs are not seen for the moment: {}", e.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(RecordHeader.IDENTITY);
    Identity identity = header == null ? null : Identity.parse(header.value());
    if (identity != null) {
      Instant now = clock.instant();
      double millis = now.getEpochSecond() * 1e3 + now.getNano() / NANOS_PER_MILLI;
      outputs(identity.stage()).output(identity.partition(), millis, record.timestamp());
    }
  }

  private StageOutputs outputs(String stage) {
    return stages.computeIfAbsent(stage, any -> new StageOutputs());
  }

  /** The outputs of a stage, <code>PIPELINE.STAGE</code>, in buckets of {@link #bucketMillis}. */
  public List<OutputBucket> buckets(String stage) {
    return outputs(stage).buckets();
  }

  /** Length of a bucket. */
  public static long bucketMillis() {
    return StageOutputs.BUCKET_MILLIS;
  }

  /**
   * The longest time without output of one input partition of a stage that overlaps a stretch of
   * time; null if no output came at or after its beginning.
   */
  public Double longestGap(String stage, int partition, double fromMillis, double untilMillis) {
    return outputs(stage).longestGap(partition, fromMillis, untilMillis);
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    consumer.wakeup();
    thread.join(CLOSE_MILLIS);
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
