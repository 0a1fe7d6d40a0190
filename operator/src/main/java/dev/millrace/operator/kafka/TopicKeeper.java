package dev.millrace.operator.kafka;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.operator.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics of a pipeline that are missing and checks those that are there; never changes or
 * deletes one.
 *
 * @param kafka where they are
 * @param timeout of each question
 */
record TopicKeeper(KafkaConnection kafka, Duration timeout) {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  /** Ensures the topics; throws what stands against it. */
  void ensure(TopicPlan plan) throws KafkaTroubleException, InterruptedException {
    Admin admin = admin();
    try {
      Map<String, Integer> found = describe(admin, List.copyOf(plan.partitions().keySet()));
      List<String> missing = plan.missing(found);
      Optional<String> difference = plan.difference(found);
      if (difference.isPresent()) {
        throw new KafkaTroubleException(Reason.TopicDiffers, difference.get(), null);
      }
      for (String name : missing) {
        create(admin, name, plan.partitions().get(name));
      }
    } finally {
      admin.close(CLOSE_TIMEOUT);
    }
  }

  private Admin admin() throws KafkaTroubleException {
    try {
      return kafka.admin("millrace-operator");
    } catch (KafkaException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new KafkaTroubleException(
          Reason.KafkaUnreachable, "No client for " + kafka + ": " + why + ".", e);
    }
  }

  private Map<String, Integer> describe(Admin admin, List<String> names)
      throws KafkaTroubleException, InterruptedException {
    Map<String, KafkaFuture<TopicDescription>> asked =
        admin.describeTopics(names).topicNameValues();
    Map<String, Integer> found = new TreeMap<>();
    for (String name : names) {
      try {
        found.put(name, await(asked.get(name)).partitions().size());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw trouble("describe topic '" + name + "'", e.getCause());
        }
      }
    }
    return found;
  }

  private void create(Admin admin, String name, int partitions)
      throws KafkaTroubleException, InterruptedException {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
    try {
      await(admin.createTopics(List.of(topic)).all());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw trouble("create topic '" + name + "'", e.getCause());
      }
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

  /** Whether the broker has answered, if only to refuse. */
  static Reason reason(Throwable cause) {
    if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
      return Reason.KafkaRefused;
    }
    return cause instanceof ApiException && !(cause instanceof RetriableException)
        ? Reason.KafkaRefused
        : Reason.KafkaUnreachable;
  }
}
