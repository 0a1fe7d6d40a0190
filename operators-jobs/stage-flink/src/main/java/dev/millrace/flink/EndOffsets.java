package dev.millrace.flink;

import dev.millrace.kafka.PartitionReplica;
import dev.millrace.kafka.ReplicaMeter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks once a second where the input partitions end, for the lag. A thread of its own asks, so that
 * a slow broker holds up nobody; while it does not answer, the lag is as of its last answer.
 *
 * <p>What lies before the end need not be records: a transaction leaves a marker behind, and a
 * replica that has taken every record would seem to lag for ever. So near the end it looks.
 */
final class EndOffsets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EndOffsets.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);

  /** From how many offsets before the end on it looks what they are. */
  private static final long NEAR = 16;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final Map<TopicPartition, ReplicaMeter> meters = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> withoutRecords = new HashMap<>();
  private final ScheduledExecutorService thread;
  private ScheduledFuture<?> asking;
  private boolean answers = true;

  private EndOffsets(
      KafkaConsumer<byte[], byte[]> consumer, String topic, ScheduledExecutorService thread) {
    this.consumer = consumer;
    this.topic = topic;
    this.thread = thread;
  }

  /**
   * Begins to ask for the partitions that are added, over {@code consumer}, which reads committed
   * records only, and which it closes.
   */
  static EndOffsets follow(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "ends-" + topic);
              made.setDaemon(true);
              return made;
            });
    EndOffsets ends = new EndOffsets(consumer, topic, thread);
    ends.asking =
        thread.scheduleWithFixedDelay(ends::ask, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return ends;
  }

  /** Asks for this partition too. */
  void add(PartitionReplica replica) {
    meters.put(new TopicPartition(topic, replica.partition()), replica.meter());
  }

  private void ask() {
    if (meters.isEmpty()) {
      return;
    }
    try {
      consumer.endOffsets(meters.keySet(), TIMEOUT).forEach(this::note);
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

  private void note(TopicPartition partition, long end) {
    ReplicaMeter meter = meters.get(partition);
    long next = meter.nextOffset();
    if (end - next > NEAR) {
      meter.endOffset(end - NEAR);
    } else if (end > next && withoutRecords.getOrDefault(partition, 0L) < end) {
      look(partition, next, end, meter);
    }
  }

  private void look(TopicPartition partition, long from, long end, ReplicaMeter meter) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
    if (!records.isEmpty()) {
      meter.endOffset(records.get(records.size() - 1).offset() + 1);
    } else if (consumer.position(partition) >= end) {
      withoutRecords.put(partition, end);
    }
  }

  @Override
  public void close() {
    asking.cancel(false);
    consumer.wakeup();
    thread.execute(() -> consumer.close(CloseOptions.timeout(Duration.ZERO)));
    thread.shutdown();
  }
}
