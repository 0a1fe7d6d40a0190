package dev.millrace.operator.kafka;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.operator.status.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks a cluster about its topics, and makes some; never changes or deletes one. Each question has
 * a timeout.
 */
final class TopicAdmin implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final KafkaConnection kafka;
  private final Duration timeout;
  private final Admin admin;

  private TopicAdmin(KafkaConnection kafka, Duration timeout, Admin admin) {
    this.kafka = kafka;
    this.timeout = timeout;
    this.admin = admin;
  }

  /**
   * Opens a client.
   *
   * @param timeout of each question
   * @throws KafkaTroubleException if the address or the credentials are unusable
   */
  static TopicAdmin open(KafkaConnection kafka, Duration timeout) throws KafkaTroubleException {
    try {
      return new TopicAdmin(kafka, timeout, kafka.admin("millrace-operator"));
    } catch (KafkaException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new KafkaTroubleException(
          Reason.KafkaUnreachable, "No client for " + kafka + ": " + why + ".", e);
    }
  }

  /** How many partitions those of the topics have that are there. */
  SortedMap<String, Integer> partitions(Collection<String> names)
      throws KafkaTroubleException, InterruptedException {
    Map<String, KafkaFuture<TopicDescription>> asked =
        admin.describeTopics(names).topicNameValues();
    SortedMap<String, Integer> found = new TreeMap<>();
    for (String name : names) {
      answer("describe topic '" + name + "'", asked.get(name))
          .ifPresent(topic -> found.put(name, topic.partitions().size()));
    }
    return found;
  }

  /** The same, with their settings. */
  SortedMap<String, FoundTopic> topics(Collection<String> names)
      throws KafkaTroubleException, InterruptedException {
    SortedMap<String, Integer> partitions = partitions(names);
    Map<ConfigResource, KafkaFuture<Config>> asked =
        admin
            .describeConfigs(partitions.keySet().stream().map(TopicAdmin::resource).toList())
            .values();
    SortedMap<String, FoundTopic> found = new TreeMap<>();
    for (Map.Entry<String, Integer> topic : partitions.entrySet()) {
      String name = topic.getKey();
      answer("read the settings of topic '" + name + "'", asked.get(resource(name)))
          .ifPresent(config -> found.put(name, new FoundTopic(topic.getValue(), values(config))));
    }
    return found;
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static Map<String, String> values(Config config) {
    Map<String, String> values = new HashMap<>();
    for (ConfigEntry entry : config.entries()) {
      if (entry.value() != null) {
        values.put(entry.name(), entry.value());
      }
    }
    return values;
  }

  /**
   * Makes a topic with the replication of the cluster's choice. One that somebody else has made
   * meanwhile stays as it is.
   */
  void create(String name, int partitions, Map<String, String> settings)
      throws KafkaTroubleException, InterruptedException {
    NewTopic topic =
        new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    try {
      await(admin.createTopics(List.of(topic)).all());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw trouble("create topic '" + name + "'", e.getCause());
      }
    }
  }

  /** Empty if there is no such topic. */
  private <T> Optional<T> answer(String what, Future<T> asked)
      throws KafkaTroubleException, InterruptedException {
    try {
      return Optional.of(await(asked));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw trouble(what, e.getCause());
    }
  }

  private <T> T await(Future<T> answer)
      throws KafkaTroubleException, ExecutionException, InterruptedException {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw trouble("reach the brokers", e);
    }
  }

  private KafkaTroubleException trouble(String what, Throwable cause) {
    return KafkaTroubleException.of(kafka, what, cause);
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
