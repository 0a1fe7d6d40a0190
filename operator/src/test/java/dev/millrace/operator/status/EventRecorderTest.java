package dev.millrace.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.Condition;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an Event is told, and which. */
class EventRecorderTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theSameReasonIsToldOnce() {
    List<Condition> starting = conditions(Reason.PodsStarting, "1 of 2");
    List<Condition> still = conditions(Reason.PodsStarting, "2 of 3");
    assertThat(EventRecorder.event(pipeline(), starting, still, NOW)).isEmpty();
    assertThat(EventRecorder.event(pipeline(), null, starting, NOW)).isPresent();
  }

  @Test
  void whoHasToDoSomethingIsWarned() {
    Event event =
        EventRecorder.event(
                pipeline(), null, conditions(Reason.SecretMissing, "No Secret 'a'."), NOW)
            .orElseThrow();
    assertThat(event.getType()).isEqualTo("Warning");
    assertThat(event.getReason()).isEqualTo("SecretMissing");
    assertThat(event.getInvolvedObject().getUid()).isEqualTo("uid-of-parking");
    assertThat(event.getMetadata().getNamespace()).isEqualTo("plant");
    assertThat(
            EventRecorder.event(pipeline(), null, conditions(Reason.Available, "Well."), NOW)
                .orElseThrow()
                .getType())
        .isEqualTo("Normal");
  }

  private static StreamPipeline pipeline() {
    return Resources.pipeline(Manifest.PARKING);
  }

  private static List<Condition> conditions(Reason reason, String message) {
    return Conditions.of(null, 1L, NOW, List.of(new Concern("A", reason, message)));
  }
}
