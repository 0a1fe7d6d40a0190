package dev.millrace.controllog;

import dev.millrace.stream.strategy.Abort;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The temporary topic in which the replicas of a stage put what they compute while a router owns
 * their partitions, {@code PIPELINE.STAGE.millrace.shadow}: one partition for each of the input.
 * Its order is the order in which the router sees them, and a router that starts again reads it
 * from its beginning; so what the coordinator tells a router lies in it too, and what a router has
 * decided.
 */
public final class ShadowTopic {
  /** Header of an output: name of the replica that computed it. */
  public static final String ORIGIN = "millrace-origin";

  /** Header of an output: which of the stage's topics it would go to. */
  public static final String CHANNEL = "millrace-channel";

  /** Header of what the coordinator tells the router: the name of an {@link Abort}. */
  private static final String COMMAND = "millrace-command";

  /** Header of what the router has decided. */
  private static final String VERDICT = "millrace-verdict";

  private final KafkaConnection kafka;
  private final String stage;

  private ShadowTopic(KafkaConnection kafka, String stage) {
    this.kafka = kafka;
    this.stage = stage;
  }

  /**
   * The topic of a stage, whether it exists or not.
   *
   * @param stage <code>PIPELINE.STAGE</code>
   */
  public static ShadowTopic of(KafkaConnection kafka, String stage) {
    return new ShadowTopic(kafka, stage);
  }

  /** Its name. */
  public String name() {
    return nameOf(stage);
  }

  /** The name of a stage's shadow topic. */
  public static String nameOf(String stage) {
    return new StageTopics(stage).shadow(1).name();
  }

  /**
   * Makes sure of the topic.
   *
   * @throws ControlLogException if it is not as it has to be, or on no answer in time
   */
  public void create(int partitions, Duration timeout)
      throws ControlLogException, InterruptedException {
    TemporaryTopics.create(kafka, new StageTopics(stage).shadow(partitions), timeout);
  }

  /**
   * Deletes the topic; without effect if it is not there.
   *
   * @throws ControlLogException if the brokers refuse, or on no answer in time
   */
  public void delete(Duration timeout) throws ControlLogException, InterruptedException {
    TemporaryTopics.delete(kafka, name(), timeout);
  }

  /** Asks the routers what they have decided, from the topic's beginning on. */
  public ShadowVerdicts verdicts(int partitions) {
    return new ShadowVerdicts(kafka, name(), partitions);
  }

  /** The record that tells a router to give up. */
  public static ProducerRecord<byte[], byte[]> command(String topic, int partition, Abort cause) {
    return marked(topic, partition, COMMAND, cause.name());
  }

  /** The record by which a router says what it has decided. */
  public static ProducerRecord<byte[], byte[]> verdict(
      String topic, int partition, RouterVerdict verdict) {
    return marked(topic, partition, VERDICT, verdict.toText());
  }

  /**
   * What the coordinator says, or null if the record is something else.
   *
   * @throws ControlLogException if the record is a command that this program does not know
   */
  public static Abort commandOf(ConsumerRecord<byte[], byte[]> record) throws ControlLogException {
    String text = text(record, COMMAND);
    try {
      return text == null ? null : Abort.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new ControlLogException(
          "%s-%d offset %d: the command '%s' is not known to this program"
              .formatted(record.topic(), record.partition(), record.offset(), text),
          e);
    }
  }

  /** What a router has decided, or null if the record is something else. */
  static RouterVerdict verdictOf(ConsumerRecord<byte[], byte[]> record) {
    String text = text(record, VERDICT);
    return text == null ? null : RouterVerdict.fromText(text);
  }

  /** The text of a header, or null. */
  public static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    Header found = record.headers().lastHeader(header);
    return found == null ? null : new String(found.value(), StandardCharsets.UTF_8);
  }

  private static ProducerRecord<byte[], byte[]> marked(
      String topic, int partition, String header, String text) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, null, new byte[0]);
    record.headers().add(header, text.getBytes(StandardCharsets.UTF_8));
    return record;
  }
}
