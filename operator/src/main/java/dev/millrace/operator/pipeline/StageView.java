package dev.millrace.operator.pipeline;

import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one stage when it is decided about.
 *
 * @param stage its name
 * @param declared where the pipeline wants it
 * @param owners of its partitions, null in it before the birth; empty if the control log has not
 *     been read
 * @param fresh whether the control log was read after everything else that is known has happened
 * @param existing the replicas whose ConfigMaps are there
 * @param move the migration under way
 * @param open names of all MigrationRequests that have not ended, also those that have not begun
 * @param standby what is known of its standby
 */
record StageView(
    String stage,
    ReplicaPlacement declared,
    List<String> owners,
    boolean fresh,
    List<ReplicaSpec> existing,
    Optional<StageMove> move,
    Set<String> open,
    StandbyView standby) {
  StageView {
    open = Set.copyOf(open);
    owners = Collections.unmodifiableList(new ArrayList<>(owners));
    existing = List.copyOf(existing);
  }

  boolean isKnown() {
    return fresh && !owners.isEmpty();
  }

  /** Whether nothing can have been given to it since the control log was read, or will be. */
  boolean isRemovable(ReplicaSpec replica) {
    return !isSpokenFor(replica) && !standby.mayTakeOver(replica.replica());
  }

  /** Whether a migration may be about to need a replica that owns nothing. */
  boolean isSpokenFor(ReplicaSpec replica) {
    return replica.placedBy() != null && open.contains(replica.placedBy());
  }

  Optional<ReplicaSpec> replica(String name) {
    return existing.stream().filter(one -> one.replica().equals(name)).findFirst();
  }

  long owned(String replica) {
    return owners.stream().filter(replica::equals).count();
  }
}
