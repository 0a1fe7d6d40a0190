package dev.millrace.operator.pool;

import dev.millrace.api.NodePoolStatus;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Conditions;
import dev.millrace.operator.status.Reason;
import java.time.Instant;
import java.util.List;

/** The status of a pool. */
final class PoolStatuses {
  private static final String NODES = "NodesAvailable";

  private PoolStatuses() {}

  /** What is to be said of a pool of which so much is known. */
  static NodePoolStatus of(
      NodePoolStatus previous, Long generation, PoolObservation seen, Instant now) {
    return new NodePoolStatus(
        generation,
        Conditions.of(
            previous == null ? null : previous.conditions(),
            generation,
            now,
            List.of(concern(seen))),
        seen.nodes(),
        seen.ready());
  }

  private static Concern concern(PoolObservation seen) {
    if (seen.nodes() == 0) {
      return new Concern(
          NODES, Reason.PoolWithoutNodes, "No node has the labels of spec.nodeSelector.");
    }
    return seen.ready() == 0
        ? new Concern(
            NODES,
            Reason.PoolWithoutNodes,
            "None of the %d nodes is ready, schedulable and without a taint that the pool does not tolerate."
                .formatted(seen.nodes()))
        : Concern.holds(NODES, "%d of %d nodes ready.".formatted(seen.ready(), seen.nodes()));
  }
}
