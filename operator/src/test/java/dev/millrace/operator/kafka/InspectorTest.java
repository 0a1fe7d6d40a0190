package dev.millrace.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.status.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a pipeline is looked at again after Kafka was. */
class InspectorTest {
  private final AtomicInteger told = new AtomicInteger();

  /** A change of a specification would be reconciled twice otherwise. */
  @Test
  void thatNothingHasChangedIsToldOnlyToWhoWaitsForIt() {
    try (Inspector<StreamPipelineSpec, PipelineFacts> inspector =
        Inspector.ofPipelines(Duration.ofSeconds(1))) {
      look(inspector, "1", false);
      assertThat(told).as("what is found first is news to everybody").hasValue(1);
      look(inspector, "2", false);
      assertThat(told).hasValue(1);
      look(inspector, "3", true);
      await().until(() -> told.get() == 2);
    }
  }

  private void look(
      Inspector<StreamPipelineSpec, PipelineFacts> inspector, String stamp, boolean waits) {
    await()
        .until(
            () ->
                inspector
                    .facts(question(stamp), facts -> waits, key -> told.incrementAndGet())
                    .filter(Inspector.Found::fresh)
                    .isPresent());
  }

  private static Inspector.Question<StreamPipelineSpec> question(String stamp) {
    return new Inspector.Question<>(
        "a",
        "parking",
        Resources.pipeline(Manifest.PARKING).getSpec(),
        stamp,
        () -> {
          throw new KafkaTroubleException(Reason.KafkaUnreachable, "no answer", null);
        },
        () -> true);
  }
}
