package dev.millrace.operator.pipeline;

import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaSpec;
import dev.millrace.stream.migration.Standby;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which replica of a stage stands by: a pure function. It is wanted in the pool that the stage is
 * not in: the pipeline's {@code standby}, or after a take-over the stage's own. The owner that was
 * lost is kept there, so owner and standby change roles and nothing has to be made anew.
 *
 * @param replica the standby, as it has to be; empty as long as it cannot be made
 * @param takers replicas that may be given partitions of a lost owner. At rest they are owner and
 *     standby, so that they stay the same whoever of the two takes over
 */
record StandbyChoice(Optional<ReplicaSpec> replica, Set<String> takers) {
  /** Nobody, but what a fence has begun is seen to its end. */
  private static StandbyChoice nobody(StageView view) {
    return new StandbyChoice(Optional.empty(), view.standby().heirs());
  }

  /**
   * Chooses.
   *
   * @param home where most partitions are
   * @param owning all that own some
   */
  static StandbyChoice of(StageView view, ReplicaSpec home, Collection<ReplicaSpec> owning) {
    if (view.standby().placement().isEmpty()) {
      return nobody(view);
    }
    ReplicaPlacement standby = view.standby().placement().get();
    return view.move().isPresent()
        ? duringMove(view, home, standby, view.move().get())
        : atRest(view, home, owning, standby);
  }

  /** A standby goes on standing by; one is not made, and source and target have a coordinator. */
  private static StandbyChoice duringMove(
      StageView view, ReplicaSpec home, ReplicaPlacement standby, StageMove move) {
    Optional<ReplicaSpec> there =
        view.existing().stream()
            .filter(one -> !move.names(one.replica()) && !view.isSpokenFor(one))
            .filter(one -> !isIn(home.placement().pool(), one))
            .filter(one -> isIn(standby.pool(), one) || isIn(view.declared().pool(), one))
            .findFirst();
    Set<String> takers = new TreeSet<>(view.standby().heirs());
    there.ifPresent(one -> takers.add(one.replica()));
    return new StandbyChoice(there, takers);
  }

  private static StandbyChoice atRest(
      StageView view, ReplicaSpec home, Collection<ReplicaSpec> owning, ReplicaPlacement standby) {
    Set<String> takers = new TreeSet<>(view.standby().heirs());
    owning.forEach(one -> takers.add(one.replica()));
    Optional<ReplicaSpec> second =
        owning.stream().filter(one -> !one.replica().equals(home.replica())).findFirst();
    if (second.isPresent()) {
      // A take-over is on its way.
      return new StandbyChoice(second, takers);
    }
    ReplicaPlacement wanted = isIn(standby.pool(), home) ? view.declared() : standby;
    String name = Standby.replicaIn(wanted.pool());
    Optional<ReplicaSpec> there =
        view.existing().stream()
            .filter(one -> isIn(wanted.pool(), one) && !view.isSpokenFor(one))
            .filter(one -> !one.replica().equals(home.replica()))
            .min(Comparator.comparing(one -> !one.replica().equals(name)))
            .map(one -> one.placed(wanted, view.declared()));
    takers.add(there.map(ReplicaSpec::replica).orElse(name));
    return new StandbyChoice(there.or(() -> follower(view, name, wanted)), takers);
  }

  /** Not before it is known from where on it has to read. */
  private static Optional<ReplicaSpec> follower(
      StageView view, String name, ReplicaPlacement wanted) {
    Map<Integer, Long> inputFrom = view.standby().state().inputFrom();
    return inputFrom.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReplicaSpec(
                view.stage(), name, wanted, view.declared(), false, inputFrom, Map.of(), null));
  }

  private static boolean isIn(String pool, ReplicaSpec replica) {
    return replica.placement().pool().equals(pool);
  }
}
