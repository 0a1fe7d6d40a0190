package dev.millrace.controllog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates a topic that is not there, and checks one that is. */
final class TopicSetup {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
  private static final long UNKNOWN_TOPIC_PAUSE_MILLIS = 20;

  private final Admin admin;
  private final Answers answers;

  private TopicSetup(Admin admin, Answers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  /** Makes sure of a topic with a new administrative client, which is the caller's then. */
  static Admin ensured(KafkaConnection kafka, TopicSpec spec, String clientId, Deadline deadline)
      throws ControlLogException, InterruptedException {
    Admin admin = kafka.admin(clientId);
    try {
      new TopicSetup(admin, new Answers(kafka)).ensure(spec, deadline);
      return admin;
    } catch (ControlLogException | InterruptedException | RuntimeException e) {
      admin.close(CLOSE_TIMEOUT);
      throw e;
    }
  }

  /**
   * Makes sure of a topic, and that the leaders of its partitions take records when this returns.
   *
   * @throws ControlLogException if the topic is not as it has to be; it is left as it is
   */
  private void ensure(TopicSpec spec, Deadline deadline)
      throws ControlLogException, InterruptedException {
    try {
      check(spec, deadline);
    } catch (ControlLogException e) {
      if (!isUnknownTopic(e)) {
        throw e;
      }
      create(spec, deadline);
      // The broker that answers may not have heard of the topic yet.
      whenKnown(() -> check(spec, deadline), deadline);
    }
    whenKnown(() -> awaitLeaders(spec, deadline), deadline);
  }

  private void create(TopicSpec spec, Deadline deadline)
      throws ControlLogException, InterruptedException {
    NewTopic topic =
        new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty())
            .configs(spec.settings());
    try {
      answers.await(
          "create topic '" + spec.name() + "'", admin.createTopics(List.of(topic)).all(), deadline);
    } catch (ControlLogException e) {
      // Another process was faster; what it has made is checked like any other.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private void check(TopicSpec spec, Deadline deadline)
      throws ControlLogException, InterruptedException {
    String name = spec.name();
    int partitions =
        answers
            .await(
                "describe topic '" + name + "'",
                admin.describeTopics(List.of(name)).topicNameValues().get(name),
                deadline)
            .partitions()
            .size();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Config config =
        answers.await(
            "read the settings of topic '" + name + "'",
            admin.describeConfigs(List.of(resource)).values().get(resource),
            deadline);
    List<String> problems = spec.problems(partitions, setting -> value(config, setting));
    if (!problems.isEmpty()) {
      throw new ControlLogException(String.join("\n", problems));
    }
  }

  private static String value(Config config, String setting) {
    ConfigEntry entry = config.get(setting);
    return entry == null ? null : entry.value();
  }

  private void awaitLeaders(TopicSpec spec, Deadline deadline)
      throws ControlLogException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, spec.partitions())
            .mapToObj(partition -> new TopicPartition(spec.name(), partition))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    answers.await(
        "reach the leaders of topic '" + spec.name() + "'",
        admin.listOffsets(ends).all(),
        deadline);
  }

  private interface Step {
    void run() throws ControlLogException, InterruptedException;
  }

  private static void whenKnown(Step step, Deadline deadline)
      throws ControlLogException, InterruptedException {
    while (true) {
      try {
        step.run();
        return;
      } catch (ControlLogException e) {
        if (!isUnknownTopic(e) || deadline.isOver()) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(UNKNOWN_TOPIC_PAUSE_MILLIS);
      }
    }
  }

  private static boolean isUnknownTopic(ControlLogException e) {
    return e.getCause() instanceof UnknownTopicOrPartitionException;
  }
}
