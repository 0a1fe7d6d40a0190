package dev.millrace.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of a run, or checks those that are there already. */
public final class Topics {
  /**
   * Records may carry old timestamps, and a run ends by reading its topics from the start: nothing
   * is deleted or rolled by time, and no timestamp is refused.
   */
  static final Map<String, String> CONFIGURATION =
      Map.of(
          "retention.ms", "-1",
          "retention.bytes", "-1",
          "cleanup.policy", "delete",
          "segment.ms", Long.toString(Long.MAX_VALUE),
          "message.timestamp.type", "CreateTime",
          "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE),
          "message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));

  private static final long UNKNOWN_TOPIC_PAUSE_MILLIS = 20;

  private final Admin admin;
  private final Duration timeout;

  /** Topics of the cluster that {@code admin} talks to; each call may take {@code timeout}. */
  public Topics(Admin admin, Duration timeout) {
    this.admin = admin;
    this.timeout = timeout;
  }

  /**
   * Makes sure that each topic exists with the number of partitions asked for, and that the leader
   * of each partition accepts records when this returns. (An idempotent producer that sends several
   * batches to a partition whose leader is not ready loses the first of them.)
   *
   * @param partitions number of partitions by topic
   * @throws BrokerException if a topic exists with another number of partitions (nothing is created
   *     then), or the broker does not answer
   */
  public void ensure(Map<String, Integer> partitions) throws BrokerException, InterruptedException {
    Map<String, Integer> missing = new TreeMap<>(partitions);
    List<String> problems = new ArrayList<>();
    for (TopicDescription found : existing(partitions)) {
      int wanted = missing.remove(found.name());
      if (found.partitions().size() != wanted) {
        problems.add(
            "topic '%s' has %d partitions, the manifests want %d. %s"
                .formatted(
                    found.name(),
                    found.partitions().size(),
                    wanted,
                    "Change the manifest, delete the topic, or use another --data-dir."));
      }
    }
    if (!problems.isEmpty()) {
      throw new BrokerException(String.join("\n", problems));
    }
    List<NewTopic> topics = new ArrayList<>();
    missing.forEach(
        (name, count) -> topics.add(new NewTopic(name, count, (short) 1).configs(CONFIGURATION)));
    await("create the topics " + missing.keySet(), admin.createTopics(topics).all());
    awaitLeaders(partitions);
  }

  private List<TopicDescription> existing(Map<String, Integer> partitions)
      throws BrokerException, InterruptedException {
    List<String> names =
        await("list topics", admin.listTopics().names()).stream()
            .filter(partitions::containsKey)
            .sorted()
            .toList();
    return List.copyOf(
        await("describe topics", admin.describeTopics(names).allTopicNames()).values());
  }

  /**
   * The leader itself answers for offsets, and the client asks again until it does; but it gives up
   * at once on a topic that the broker has created and does not know yet.
   */
  private void awaitLeaders(Map<String, Integer> partitions)
      throws BrokerException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    partitions.forEach(
        (name, count) -> {
          for (int p = 0; p < count; p++) {
            ends.put(new TopicPartition(name, p), OffsetSpec.latest());
          }
        });
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        await("wait for the leaders of " + partitions.keySet(), admin.listOffsets(ends).all());
        return;
      } catch (BrokerException e) {
        if (!isUnknownTopic(e) || System.nanoTime() - deadline >= 0) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(UNKNOWN_TOPIC_PAUSE_MILLIS);
      }
    }
  }

  private static boolean isUnknownTopic(BrokerException e) {
    return e.getCause() instanceof ExecutionException failed
        && failed.getCause() instanceof UnknownTopicOrPartitionException;
  }

  private <T> T await(String what, KafkaFuture<T> future)
      throws BrokerException, InterruptedException {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new BrokerException("cannot " + what + ": " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new BrokerException(
          "cannot %s: no answer from the broker in %d s".formatted(what, timeout.toSeconds()), e);
    }
  }
}
