package dev.millrace.operator.migration;

import dev.millrace.operator.render.ReplicaPlacement;

/**
 * From where to where a stage moves.
 *
 * @param pipeline name of its pipeline
 * @param stage its name in the pipeline
 * @param source replica that it comes from
 * @param target replica that it goes to
 * @param from where the source is
 * @param to where the target is to be
 */
public record MigrationRoute(
    String pipeline,
    String stage,
    String source,
    String target,
    ReplicaPlacement from,
    ReplicaPlacement to) {
  /** <code>PIPELINE.STAGE</code>, as the control log names the stage. */
  public String stageId() {
    return pipeline + "." + stage;
  }

  /** For a person: pools, and what else changes if they are the same. */
  public String text() {
    if (!from.pool().equals(to.pool())) {
      return from.pool() + " → " + to.pool();
    }
    return "%s %s ×%d → %s ×%d"
        .formatted(from.pool(), from.engine(), from.parallelism(), to.engine(), to.parallelism());
  }
}
