package dev.millrace.controllog;

import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** The Kafka clients of a control log whose topic has been made sure of. */
record LogClients(
    TopicPartition partition, Admin admin, Answers answers, LogBounds bounds, LogAppender appender)
    implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  static LogClients open(KafkaConnection kafka, TopicSpec topic, String clientId, Deadline deadline)
      throws ControlLogException, InterruptedException {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    Answers answers = new Answers(kafka);
    Admin admin = TopicSetup.ensured(kafka, topic, clientId + "-admin", deadline);
    try {
      return new LogClients(
          partition,
          admin,
          answers,
          new LogBounds(admin, answers, partition),
          new LogAppender(
              topic.name(),
              kafka.impatientProducer(clientId + "-append", LogAppender.CALL_TIMEOUT),
              answers,
              clientId + "-append"));
    } catch (RuntimeException e) {
      admin.close(CLOSE_TIMEOUT);
      throw e;
    }
  }

  @Override
  public void close() {
    appender.close();
    admin.close(CLOSE_TIMEOUT);
  }
}
