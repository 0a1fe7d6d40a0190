package dev.millrace.operator.pipeline;

import dev.millrace.operator.render.ReplicaPlacement;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a stage's standby when the stage is decided about.
 *
 * @param placement where the pipeline wants one, if it does
 * @param heirs replicas that a partition was given to by a fence and that have not opened it
 * @param state what its keeper has seen
 */
record StandbyView(Optional<ReplicaPlacement> placement, Set<String> heirs, StandbyState state) {
  /** No standby is wanted, and there is none. */
  static final StandbyView NONE = new StandbyView(Optional.empty(), Set.of(), StandbyState.NONE);

  /** Whether a partition may become this replica's at any moment. */
  boolean mayTakeOver(String replica) {
    return heirs.contains(replica) || state.takers().contains(replica);
  }
}
