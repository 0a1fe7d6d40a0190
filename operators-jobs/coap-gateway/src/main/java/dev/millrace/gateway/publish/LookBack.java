package dev.millrace.gateway.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.millrace.gateway.spool.SpoolPosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;

/** Looks whether records are in a topic. */
final class LookBack implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Admin admin;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Duration timeout;

  /**
   * @param consumers that see what was committed only
   * @param timeout of each step
   */
  LookBack(Admin admin, Supplier<Consumer<byte[], byte[]>> consumers, Duration timeout) {
    this.admin = admin;
    this.consumers = consumers;
    this.timeout = timeout;
  }

  /** Behind the last record of a partition, be it committed or not. */
  long end(TopicPartition partition) throws InterruptedException {
    ListOffsetsOptions options =
        new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)
            .timeoutMs(Math.toIntExact(timeout.toMillis()));
    try {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()), options)
          .partitionResult(partition)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
          .offset();
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      throw new KafkaException("the end of " + partition + " is not known: " + cause, cause);
    }
  }

  /**
   * Whether a record with such a header lies in a position's partition, at its offset or behind it,
   * committed. Reads as far as the partition reaches now, and waits for transactions of others that
   * are open on the way.
   *
   * @throws KafkaException if it cannot be known yet
   */
  boolean contains(SpoolPosition position, String header, Predicate<String> value)
      throws InterruptedException {
    TopicPartition partition = new TopicPartition(position.topic(), position.partition());
    long end = end(partition);
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.assign(List.of(partition));
      long begin = consumer.beginningOffsets(Set.of(partition), timeout).get(partition);
      consumer.seek(partition, Math.max(begin, position.offset()));
      return walk(
          consumer,
          partition,
          end,
          found -> {
            Header named = found.headers().lastHeader(header);
            return named != null && value.test(new String(named.value(), US_ASCII));
          });
    }
  }

  /**
   * Shows the committed records of a topic whose timestamps are, roughly, in a span: from the first
   * that is not older to the first that is newer, as far as the topic reaches now. None if there is
   * no such topic.
   *
   * @throws KafkaException if it cannot be read whole yet
   */
  void read(
      String topic,
      long fromMillis,
      long toMillis,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader)
      throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      for (PartitionInfo info : consumer.partitionsFor(topic, timeout)) {
        TopicPartition partition = new TopicPartition(topic, info.partition());
        OffsetAndTimestamp first = at(consumer, partition, fromMillis);
        if (first == null) {
          continue;
        }
        OffsetAndTimestamp last = at(consumer, partition, toMillis);
        long end = last == null ? end(partition) : last.offset();
        consumer.assign(List.of(partition));
        consumer.seek(partition, first.offset());
        walk(
            consumer,
            partition,
            end,
            record -> {
              if (record.offset() < end) {
                reader.accept(record);
              }
              return false;
            });
      }
    } catch (UnknownTopicOrPartitionException e) {
      // Nothing has been written to it, then.
    }
  }

  private OffsetAndTimestamp at(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long millis) {
    return consumer.offsetsForTimes(Map.of(partition, millis), timeout).get(partition);
  }

  /** Reads on to an offset, or until a record is the one. */
  private boolean walk(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long end,
      Predicate<ConsumerRecord<byte[], byte[]>> isTheOne) {
    long lastMove = System.nanoTime();
    long before = consumer.position(partition, timeout);
    while (before < end) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        if (isTheOne.test(found)) {
          return true;
        }
      }
      long position = consumer.position(partition, timeout);
      if (position > before) {
        lastMove = System.nanoTime();
      } else if (System.nanoTime() - lastMove > timeout.toNanos()) {
        throw new KafkaException(
            partition + " cannot be read from " + before + " to " + end + " yet");
      }
      before = position;
    }
    return false;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
