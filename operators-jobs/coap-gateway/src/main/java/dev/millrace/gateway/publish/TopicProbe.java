package dev.millrace.gateway.publish;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers, over connections of its own, whether the topics can be written. */
final class TopicProbe implements BrokerProbe {
  /** Longest wait for an answer. */
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** Longest wait for the client's connections to close. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Admin admin;

  TopicProbe(Admin admin) {
    this.admin = admin;
  }

  @Override
  public Map<String, Integer> partitions(Set<String> topics)
      throws UnreachableException, InterruptedException {
    int timeout = Math.toIntExact(TIMEOUT.toMillis());
    var answers =
        admin
            .describeTopics(topics, new DescribeTopicsOptions().timeoutMs(timeout))
            .topicNameValues();
    Map<String, Integer> partitions = new TreeMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
      TopicDescription topic = await(answer.getKey(), answer.getValue());
      if (topic != null) {
        partitions.put(topic.name(), writable(topic));
      }
    }
    return partitions;
  }

  private static TopicDescription await(String topic, KafkaFuture<TopicDescription> answer)
      throws UnreachableException, InterruptedException {
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new UnreachableException("no broker answered within " + TIMEOUT.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return null;
      }
      throw new UnreachableException("topic " + topic + ": " + e.getCause().getMessage());
    }
  }

  private static int writable(TopicDescription topic) throws UnreachableException {
    for (TopicPartitionInfo partition : topic.partitions()) {
      if (partition.leader() == null || partition.leader().isEmpty()) {
        throw new UnreachableException(
            "partition " + topic.name() + "-" + partition.partition() + " has no leader");
      }
    }
    return topic.partitions().size();
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
