package dev.millrace.flink;

import dev.millrace.kafka.PartitionReplica;
import dev.millrace.kafka.ReplicaMeter;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks once a second where the input partitions end, for the lag. A thread of its own asks, so that
 * a slow broker holds up nobody; while it does not answer, the lag is as of its last answer.
 */
final class EndOffsets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EndOffsets.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, ReplicaMeter> meters;
  private final ScheduledExecutorService thread;
  private boolean answers = true;

  private EndOffsets(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, ReplicaMeter> meters,
      ScheduledExecutorService thread) {
    this.consumer = consumer;
    this.meters = meters;
    this.thread = thread;
  }

  /**
   * Begins to ask for the partitions of {@code replicas} over {@code consumer}, which it closes.
   */
  static EndOffsets follow(
      KafkaConsumer<byte[], byte[]> consumer, String topic, PartitionReplica[] replicas) {
    Map<TopicPartition, ReplicaMeter> meters = new HashMap<>();
    Arrays.stream(replicas)
        .forEach(one -> meters.put(new TopicPartition(topic, one.partition()), one.meter()));
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "ends-" + topic);
              made.setDaemon(true);
              return made;
            });
    EndOffsets ends = new EndOffsets(consumer, meters, thread);
    thread.scheduleWithFixedDelay(ends::ask, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return ends;
  }

  private void ask() {
    try {
      consumer
          .endOffsets(meters.keySet(), TIMEOUT)
          .forEach((partition, offset) -> meters.get(partition).endOffset(offset));
      answers = true;
    } catch (WakeupException e) {
      LOG.debug("no longer asking for {}", meters.keySet(), e);
    } catch (KafkaException e) {
      if (answers) {
        LOG.warn(
            "the ends of {} are not known, lags stand still: {}", meters.keySet(), e.getMessage());
      }
      answers = false;
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    thread.execute(() -> consumer.close(CloseOptions.timeout(Duration.ZERO)));
    thread.shutdown();
  }
}
