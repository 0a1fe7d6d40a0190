package dev.millrace.operator.kafka;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.operator.status.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the topics of a pipeline that are missing and checks those that are there; never changes or
 * deletes one.
 *
 * @param kafka where they are
 * @param timeout of each question
 */
record TopicKeeper(KafkaConnection kafka, Duration timeout) {
  /** Ensures the topics; throws what stands against it. */
  void ensure(TopicPlan plan) throws KafkaTroubleException, InterruptedException {
    try (TopicAdmin admin = TopicAdmin.open(kafka, timeout)) {
      Map<String, Integer> found = admin.partitions(plan.partitions().keySet());
      Optional<String> difference = plan.difference(found);
      if (difference.isPresent()) {
        throw new KafkaTroubleException(Reason.TopicDiffers, difference.get(), null);
      }
      for (String name : plan.missing(found)) {
        admin.create(name, plan.partitions().get(name), Map.of());
      }
    }
  }
}
