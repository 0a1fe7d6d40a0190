package dev.millrace.operator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.CoapGatewayStatus;
import dev.millrace.api.Condition;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of topics before Kafka has been asked. */
class TopicWatchTest {
  private static Concern after(String reason, Long generation) {
    CoapGateway gateway = Resources.gateway(Manifest.GATES);
    Condition before =
        new Condition(
            TopicWatch.TYPE, Condition.Status.False, generation, "", reason, "No topic 'tariffs'.");
    gateway.setStatus(new CoapGatewayStatus(generation, List.of(before), 1, 1, List.of()));
    return TopicWatch.notAsked(gateway);
  }

  // Would catch: every gateway that is not ready for a moment after each start of the operator.
  @Test
  void whatWasKnownOfTheSameGenerationStands() {
    assertThat(after("TopicMissing", 1L))
        .isEqualTo(new Concern(TopicWatch.TYPE, Reason.TopicMissing, "No topic 'tariffs'."));
    assertThat(after("TopicMissing", 0L).reason()).isEqualTo(Reason.KafkaNotChecked);
    assertThat(after("OfAnotherVersion", 1L).reason()).isEqualTo(Reason.KafkaNotChecked);
    assertThat(TopicWatch.notAsked(Resources.gateway(Manifest.GATES)).reason())
        .isEqualTo(Reason.KafkaNotChecked);
  }
}
