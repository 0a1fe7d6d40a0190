package dev.millrace.controllog;

import dev.millrace.stream.strategy.Abort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The coordinator's side of a shadow topic. One thread. */
public final class ShadowVerdicts implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  /** Between two times that the same is said; a router may need a moment to be able to heed it. */
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Answers answers;
  private final Map<Integer, RouterVerdict> verdicts = new HashMap<>();
  private final Map<Integer, Long> told = new HashMap<>();

  ShadowVerdicts(KafkaConnection kafka, String topic, int partitions) {
    this.topic = topic;
    this.answers = new Answers(kafka);
    this.consumer = kafka.consumer(topic + "-verdicts", false);
    this.producer = kafka.impatientProducer(topic + "-commands", Duration.ofSeconds(5));
    List<TopicPartition> all = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      all.add(new TopicPartition(topic, partition));
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /**
   * Reads what has come since.
   *
   * @throws ControlLogException if the topic cannot be read
   */
  public void poll() throws ControlLogException {
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        RouterVerdict verdict = ShadowTopic.verdictOf(record);
        if (verdict != null) {
          verdicts.put(record.partition(), verdict);
        }
      }
    } catch (KafkaException e) {
      throw answers.refused("read topic '" + topic + "'", e);
    }
  }

  /** What the router of a partition has decided last, or null. */
  public RouterVerdict of(int partition) {
    return verdicts.get(partition);
  }

  /**
   * Tells the router of a partition to give up.
   *
   * @throws ControlLogException if that is not in the topic in time
   */
  public void tell(int partition, Abort cause) throws ControlLogException, InterruptedException {
    long now = System.nanoTime();
    Long last = told.get(partition);
    if (last == null || now - last > AGAIN_NANOS) {
      told.put(partition, now);
      try {
        answers.await(
            "write to topic '" + topic + "'",
            producer.send(ShadowTopic.command(topic, partition, cause)),
            Deadline.in(KafkaConnection.IMPATIENT_TIMEOUT));
      } catch (KafkaException e) {
        throw answers.refused("write to topic '" + topic + "'", e);
      }
    }
  }

  @Override
  public void close() {
    KafkaConnection.closeAtOnce(consumer);
    producer.close(CLOSE_TIMEOUT);
  }
}
