package dev.millrace.controllog;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic in which the replicas of a pipeline say how far they are. What is in it is true however
 * old, and may be missing; it is kept for an hour.
 */
public final class ProgressTopic implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final KafkaConnection kafka;
  private final TopicPartition partition;
  private final String clientId;
  private final Admin admin;

  private ProgressTopic(
      KafkaConnection kafka, TopicPartition partition, String clientId, Admin admin) {
    this.kafka = kafka;
    this.partition = partition;
    this.clientId = clientId;
    this.admin = admin;
  }

  /**
   * Makes sure of the topic.
   *
   * @param clientId name of this process to the brokers
   * @throws ControlLogException if the topic is not as it has to be, or on no answer in time
   */
  public static ProgressTopic open(
      KafkaConnection kafka, String pipeline, String clientId, Duration timeout)
      throws ControlLogException, InterruptedException {
    TopicSpec topic = new ControlTopics(pipeline).progressSpec();
    Admin admin = TopicSetup.ensured(kafka, topic, clientId + "-progress", Deadline.in(timeout));
    return new ProgressTopic(kafka, new TopicPartition(topic.name(), 0), clientId, admin);
  }

  /** A new writer, which its caller closes. */
  public ProgressWriter writer() {
    return new ProgressWriter(
        partition.topic(), kafka.impatientProducer(clientId + "-report"), clientId + "-report");
  }

  /**
   * Hands every report from now on to {@code callback}, and those of the last {@code history}
   * before. The reader's caller closes it, before this topic.
   */
  public ProgressReader read(Duration history, Consumer<ProgressReport> callback) {
    LogBounds bounds = new LogBounds(admin, new Answers(kafka), partition);
    return new ProgressReader(kafka, clientId + "-reports", partition, bounds, history, callback);
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
