package dev.millrace.operator.pipeline;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The MigrationRequests of a pipeline.
 *
 * @param requests all that name one of its stages
 */
record StageMoves(List<MigrationRequest> requests) {
  static StageMoves of(Collection<MigrationRequest> requests) {
    return new StageMoves(
        requests.stream()
            .sorted(Comparator.comparing(request -> request.getMetadata().getName()))
            .toList());
  }

  /** The migration of a stage that has begun and not ended. */
  Optional<StageMove> under(String pipeline, String stage) {
    return requests.stream()
        .filter(request -> request.getSpec().stage().equals(pipeline + "/" + stage))
        .flatMap(request -> move(request).stream())
        .findFirst();
  }

  Optional<MigrationRequest> named(String name) {
    return requests.stream()
        .filter(request -> request.getMetadata().getName().equals(name))
        .findFirst();
  }

  /** The names of all that have not ended. */
  Set<String> open() {
    return requests.stream()
        .filter(request -> !isOver(request))
        .map(request -> request.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  /** Whether a migration has come to its good end. */
  static boolean hasSucceeded(MigrationRequest request) {
    return request.getStatus() != null && request.getStatus().phase() == MigrationPhase.Succeeded;
  }

  private static boolean isOver(MigrationRequest request) {
    MigrationPhase phase = request.getStatus() == null ? null : request.getStatus().phase();
    return phase == MigrationPhase.Succeeded
        || phase == MigrationPhase.RolledBack
        || phase == MigrationPhase.Refused;
  }

  /** Equal as long as no migration has entered another phase. */
  String stamp() {
    StringBuilder stamp = new StringBuilder();
    for (MigrationRequest request : requests) {
      MigrationRequestStatus status = request.getStatus();
      stamp
          .append(request.getMetadata().getName())
          .append('=')
          .append(status == null ? "" : status.phase())
          .append(' ');
    }
    return stamp.toString();
  }

  private static Optional<StageMove> move(MigrationRequest request) {
    MigrationRequestStatus status = request.getStatus();
    if (status == null || status.phase() == null || status.target() == null) {
      return Optional.empty();
    }
    return isOver(request) || status.phase() == MigrationPhase.Pending
        ? Optional.empty()
        : Optional.of(
            new StageMove(
                request.getMetadata().getName(), status.phase(), status.source(), status.target()));
  }
}
