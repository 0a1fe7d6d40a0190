package dev.millrace.controllog.strategy;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.stage.RecordHeader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How many different keys the records of an input topic have. It reads the topic, as nothing else
 * knows: a window that is closed leaves no cell behind for its key. Records that have been deleted
 * from the topic, and those that are still to come, are not in it.
 */
public final class PartitionKeys {
  /** More than one is as good as many. */
  private static final int ENOUGH = 2;

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** Stands for a record without a key, which is a key of its own. */
  private static final ByteBuffer NO_KEY = ByteBuffer.allocate(0);

  private PartitionKeys() {}

  /**
   * The greatest number of different keys that one partition holds, read from its beginning up to
   * where it ends now; 2 stands for any number above 1, and the first partition with so many ends
   * the reading. Ticks have no key.
   *
   * @throws ControlLogException if the topic cannot be read, or says nothing for ten seconds
   */
  public static int most(KafkaConnection kafka, String topic, int partitions)
      throws ControlLogException {
    List<TopicPartition> all = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      all.add(new TopicPartition(topic, partition));
    }
    KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("keys-" + topic, true);
    try {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      return read(consumer, consumer.endOffsets(all));
    } catch (KafkaException e) {
      throw new ControlLogException(
          "the keys of topic '%s' cannot be read: %s".formatted(topic, e.getMessage()), e);
    } finally {
      KafkaConnection.closeAtOnce(consumer);
    }
  }

  private static int read(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> endOffsets)
      throws ControlLogException {
    Map<TopicPartition, Set<ByteBuffer>> keys = new HashMap<>();
    int most = 0;
    long heard = System.nanoTime();
    while (most < ENOUGH && !isAtEnd(consumer, endOffsets)) {
      var records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        TopicPartition place = new TopicPartition(record.topic(), record.partition());
        boolean isTick = record.headers().lastHeader(RecordHeader.TICK) != null;
        if (!isTick && record.offset() < endOffsets.get(place)) {
          Set<ByteBuffer> seen = keys.computeIfAbsent(place, any -> new HashSet<>());
          seen.add(record.key() == null ? NO_KEY : ByteBuffer.wrap(record.key()));
          most = Math.max(most, seen.size());
        }
      }
      heard = records.isEmpty() ? heard : System.nanoTime();
      if (System.nanoTime() - heard > SILENCE.toNanos()) {
        throw new ControlLogException(
            "the keys of %s cannot be read: no record in %s. Try again."
                .formatted(endOffsets.keySet(), SILENCE));
      }
    }
    return Math.min(most, ENOUGH);
  }

  private static boolean isAtEnd(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> endOffsets) {
    return endOffsets.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
