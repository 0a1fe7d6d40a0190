package dev.millrace.operator.status;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a pod does not come up, as far as its status says.
 *
 * @param reason of a condition
 * @param message with the pod's name
 */
public record PodTrouble(Reason reason, String message) {
  /** How the last line of a process begins that has found its files wrong. */
  private static final String WRONG = "wrong configuration: ";

  private static final int MOST_CHARACTERS = 500;

  /** The trouble of the first pod that has one, in the order of their names. */
  public static Optional<PodTrouble> of(Collection<Pod> pods) {
    return pods.stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .flatMap(pod -> of(pod).stream())
        .findFirst();
  }

  private static Optional<PodTrouble> of(Pod pod) {
    if (pod.getStatus() == null) {
      return Optional.empty();
    }
    String name = pod.getMetadata().getName();
    Optional<PodTrouble> unscheduled =
        pod.getStatus().getConditions().stream()
            .filter(condition -> condition.getType().equals("PodScheduled"))
            .filter(condition -> condition.getStatus().equals("False"))
            .map(
                condition ->
                    new PodTrouble(
                        Reason.Unschedulable,
                        "Pod %s%s: %s".formatted(name, wants(pod), condition.getMessage())))
            .findFirst();
    return unscheduled.or(
        () ->
            containers(pod).stream()
                .flatMap(container -> waiting(name, container).stream())
                .findFirst());
  }

  /** The scheduler says what is short, but not how much of it was asked for. */
  private static String wants(Pod pod) {
    String requests =
        pod.getSpec() == null
            ? ""
            : pod.getSpec().getContainers().stream()
                .map(Container::getResources)
                .filter(resources -> resources != null && resources.getRequests() != null)
                .flatMap(resources -> resources.getRequests().entrySet().stream())
                .map(request -> request.getValue() + " of " + request.getKey())
                .sorted()
                .collect(Collectors.joining(" and "));
    return requests.isEmpty() ? "" : " wants " + requests;
  }

  private static List<ContainerStatus> containers(Pod pod) {
    List<ContainerStatus> statuses = pod.getStatus().getContainerStatuses();
    return statuses == null ? List.of() : statuses;
  }

  private static Optional<PodTrouble> waiting(String pod, ContainerStatus container) {
    ContainerStateWaiting waiting =
        container.getState() == null ? null : container.getState().getWaiting();
    if (waiting == null || waiting.getReason() == null) {
      return Optional.empty();
    }
    return switch (waiting.getReason()) {
      case "ErrImagePull", "ImagePullBackOff", "InvalidImageName" ->
          Optional.of(
              new PodTrouble(
                  Reason.ImageNotPulled,
                  "Pod %s: image %s cannot be pulled.".formatted(pod, container.getImage())));
      case "CrashLoopBackOff" ->
          Optional.of(
              new PodTrouble(
                  Reason.PodsFailing,
                  "Pod %s has failed %d times%s"
                      .formatted(pod, container.getRestartCount(), last(container))));
      case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
          Optional.of(
              new PodTrouble(
                  Reason.PodsFailing,
                  "Pod %s: %s: %s".formatted(pod, waiting.getReason(), waiting.getMessage())));
      default -> Optional.empty();
    };
  }

  private static String last(ContainerStatus container) {
    ContainerState state = container.getLastState();
    ContainerStateTerminated end = state == null ? null : state.getTerminated();
    return end == null
        ? "."
        : ", last with exit code %d%s".formatted(end.getExitCode(), said(end.getMessage()));
  }

  /** What is wrong with the configuration, which who has written the resource can mend. */
  private static String said(String log) {
    int at = log == null ? -1 : log.lastIndexOf(WRONG);
    if (at < 0) {
      return ".";
    }
    String text = log.substring(at).strip().replaceAll("\\s+", " ");
    return ": "
        + (text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text);
  }
}
