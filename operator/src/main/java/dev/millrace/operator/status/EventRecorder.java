package dev.millrace.operator.status;

import dev.millrace.api.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an Event when the reason of a resource's Ready condition changes, and when something has
 * happened that no condition shows. An Event that cannot be written is lost.
 *
 * @param client with the right to create Events
 * @param clock for their times
 */
public record EventRecorder(KubernetesClient client, Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
  private static final int LONGEST = 1_000;

  /** Tells what has changed, if it is worth an Event. */
  public void tell(HasMetadata about, List<Condition> before, List<Condition> after) {
    event(about, before, after, clock.instant()).ifPresent(this::send);
  }

  /** Tells what has happened, as a warning. */
  public void warn(HasMetadata about, Reason reason, String message) {
    send(event(about, reason.name(), message, "Warning", clock.instant()));
  }

  /** The Event that the change is worth. */
  static Optional<Event> event(
      HasMetadata about, List<Condition> before, List<Condition> after, Instant now) {
    Condition ready = Conditions.find(after, Conditions.READY).orElseThrow();
    String last =
        Conditions.find(before, Conditions.READY).map(Condition::reason).orElse("nothing yet");
    if (last.equals(ready.reason())) {
      return Optional.empty();
    }
    boolean stuck = Reason.valueOf(ready.reason()).state() == Reason.State.STUCK;
    return Optional.of(
        event(about, ready.reason(), ready.message(), stuck ? "Warning" : "Normal", now));
  }

  private static Event event(
      HasMetadata about, String reason, String text, String type, Instant now) {
    String namespace = Optional.ofNullable(about.getMetadata().getNamespace()).orElse("default");
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(about.getMetadata().getName() + ".")
        .withNamespace(namespace)
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withName(about.getMetadata().getName())
        .withNamespace(about.getMetadata().getNamespace())
        .withUid(about.getMetadata().getUid())
        .endInvolvedObject()
        .withReason(reason)
        .withMessage(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)
        .withType(type)
        .withFirstTimestamp(time)
        .withLastTimestamp(time)
        .withCount(1)
        .withNewSource()
        .withComponent("millrace-operator")
        .endSource()
        .withReportingComponent("millrace.dev/operator")
        .build();
  }

  private void send(Event event) {
    try {
      client.v1().events().inNamespace(event.getMetadata().getNamespace()).resource(event).create();
    } catch (KubernetesClientException e) {
      LOG.warn("an Event about {} is lost", event.getInvolvedObject().getName(), e);
    }
  }
}
