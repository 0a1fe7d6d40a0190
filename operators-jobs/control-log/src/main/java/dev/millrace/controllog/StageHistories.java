package dev.millrace.controllog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The histories of all partitions of which the control log of a pipeline speaks, for whoever wants
 * to judge what stages have written.
 */
public final class StageHistories {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Map<Integer, PartitionHistory>> stages = new TreeMap<>();

  private StageHistories() {}

  /**
   * Reads the control log from its beginning up to where it ends now.
   *
   * @throws ControlLogException if it cannot be read in time, or holds what this program does not
   *     know
   */
  public static StageHistories read(KafkaConnection kafka, String pipeline, Duration timeout)
      throws ControlLogException {
    TopicPartition log = new TopicPartition(new ControlTopics(pipeline).control(), 0);
    KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("histories-" + pipeline, false);
    try {
      consumer.assign(List.of(log));
      consumer.seekToBeginning(List.of(log));
      long end = consumer.endOffsets(List.of(log)).get(log);
      LogFold fold = new LogFold(consumer.position(log), end);
      StageHistories histories = new StageHistories();
      Deadline deadline = Deadline.in(timeout);
      while (consumer.position(log) < end) {
        if (deadline.isOver()) {
          throw new ControlLogException("%s was not read in %s".formatted(log, timeout));
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          histories.take(ControlRecordCodec.read(record), fold);
        }
      }
      return histories;
    } catch (KafkaException e) {
      throw new Answers(kafka).refused("read " + log, e);
    } finally {
      KafkaConnection.closeAtOnce(consumer);
    }
  }

  private void take(ControlLogRecord read, LogFold fold) {
    fold.add(read);
    ControlKey key = read.key();
    fold.ownership(key)
        .ifPresent(
            now ->
                stages
                    .computeIfAbsent(key.stage(), any -> new TreeMap<>())
                    .merge(
                        key.partition(),
                        PartitionHistory.NONE.and(now),
                        (before, same) -> before.and(now)));
  }

  /** The partitions of a stage, <code>PIPELINE.STAGE</code>, of which the log speaks. */
  public Map<Integer, PartitionHistory> of(String stage) {
    return Map.copyOf(stages.getOrDefault(stage, Map.of()));
  }
}
