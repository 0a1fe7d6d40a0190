package dev.millrace.operator.pipeline;

import dev.millrace.api.MigrationPhase;

/**
 * A migration of a stage that has begun and not ended.
 *
 * @param request name of the MigrationRequest
 * @param phase where it is
 * @param source replica that the stage moves from
 * @param target replica that it moves to
 */
public record StageMove(String request, MigrationPhase phase, String source, String target) {
  /** Whether this is its source or its target. */
  boolean names(String replica) {
    return replica.equals(source) || replica.equals(target);
  }

  /** Whether the migration is about to remove this replica. */
  boolean isLetGo(String replica) {
    return names(replica) && !needs(replica);
  }

  /** Whether the migration needs this replica to be there. */
  boolean needs(String replica) {
    return switch (phase) {
      case Finishing -> replica.equals(target);
      case RollingBack -> replica.equals(source);
      case Succeeded, RolledBack, Refused -> false;
      default -> names(replica);
    };
  }
}
