package dev.millrace.controllog;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics that are to go away again, and deletes them. */
final class TemporaryTopics {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private TemporaryTopics() {}

  static void create(KafkaConnection kafka, TopicSpec topic, Duration timeout)
      throws ControlLogException, InterruptedException {
    TopicSetup.ensured(kafka, topic, topic.name() + "-admin", Deadline.in(timeout))
        .close(CLOSE_TIMEOUT);
  }

  static void delete(KafkaConnection kafka, String topic, Duration timeout)
      throws ControlLogException, InterruptedException {
    try (Admin admin = kafka.admin(topic + "-admin")) {
      new Answers(kafka)
          .await(
              "delete topic '" + topic + "'",
              admin.deleteTopics(List.of(topic)).all(),
              Deadline.in(timeout));
    } catch (ControlLogException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
  }
}
