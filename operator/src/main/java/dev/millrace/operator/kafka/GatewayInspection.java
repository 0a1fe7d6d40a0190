package dev.millrace.operator.kafka;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.operator.status.Reason;
import java.time.Duration;

/**
 * One look at Kafka for one gateway: those of its topics that it may make are made, and all are
 * checked; none is ever changed or deleted.
 *
 * @param timeout of each question
 */
record GatewayInspection(Duration timeout) implements Inspection<CoapGatewaySpec, GatewayFacts> {
  @Override
  public GatewayFacts look(KafkaConnection kafka, String name, CoapGatewaySpec spec)
      throws InterruptedException {
    GatewayTopics topics = GatewayTopics.of(spec);
    try (TopicAdmin admin = TopicAdmin.open(kafka, timeout)) {
      GatewayTopics.Verdict verdict = topics.judge(admin.topics(topics.names()));
      for (WantedTopic topic : verdict.toMake()) {
        admin.create(topic.name(), topic.partitions(), topic.use().settings());
      }
      return verdict.facts();
    } catch (KafkaTroubleException e) {
      return new GatewayFacts(e.reason(), e.getMessage());
    }
  }

  @Override
  public GatewayFacts unknown(Reason reason, String message) {
    return new GatewayFacts(reason, message);
  }
}
