package dev.millrace.operator.pipeline;

import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which replicas of a stage there have to be: a pure function of what the control log and the
 * cluster say. Who owns partitions runs, whatever the pipeline says; where the pipeline wants the
 * stage elsewhere, a migration is asked for.
 *
 * @param home the replica that the stage is at, if it is known
 * @param keep replicas that have to be there, as they have to be
 * @param remove replicas that nobody needs any more
 * @param moveTo where the pipeline wants the stage now, if it is not there
 * @param standby who stands by; empty if it is not known, and whoever does goes on
 */
record StageDecision(
    Optional<ReplicaSpec> home,
    List<ReplicaSpec> keep,
    List<ReplicaSpec> remove,
    Optional<ReplicaPlacement> moveTo,
    Optional<StandbyChoice> standby) {

  /**
   * Decides about a stage.
   *
   * @param guess where a replica is whose objects are all gone, by its name
   */
  static StageDecision of(StageView view, Function<String, ReplicaPlacement> guess) {
    if (!view.isKnown()) {
      return unknown(view);
    }
    Set<String> owners =
        new LinkedHashSet<>(view.owners().stream().filter(Objects::nonNull).toList());
    return owners.isEmpty() ? unborn(view) : born(view, owners, guess);
  }

  /** Whether the same is done as by another one that has no standby kept. */
  boolean hasEffectOf(StageDecision other) {
    return home.equals(other.home)
        && keep.equals(other.keep)
        && remove.equals(other.remove)
        && moveTo.equals(other.moveTo)
        && other.standby.stream().allMatch(choice -> choice.takers().isEmpty());
  }

  /** Nothing is begun or ended; what is there, and is not about to be removed, stays as it is. */
  private static StageDecision unknown(StageView view) {
    List<ReplicaSpec> keep =
        view.existing().stream()
            .filter(one -> view.move().isEmpty() || !view.move().get().isLetGo(one.replica()))
            .toList();
    return new StageDecision(
        view.existing().stream().max(Comparator.comparingLong(one -> view.owned(one.replica()))),
        keep,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The founder runs where the pipeline says now. */
  private static StageDecision unborn(StageView view) {
    ReplicaPlacement declared = view.declared();
    ReplicaSpec founder = ReplicaSpec.founder(view.stage(), declared.pool(), declared);
    List<ReplicaSpec> others =
        view.existing().stream().filter(one -> !one.replica().equals(founder.replica())).toList();
    return new StageDecision(
        Optional.of(founder), List.of(founder), others, Optional.empty(), Optional.empty());
  }

  private static StageDecision born(
      StageView view, Set<String> owners, Function<String, ReplicaPlacement> guess) {
    List<ReplicaSpec> keep = new ArrayList<>();
    for (String owner : owners) {
      ReplicaSpec known =
          view.replica(owner).orElseGet(() -> recreated(view, owner, guess.apply(owner)));
      keep.add(view.move().isEmpty() ? known.settled() : known);
    }
    ReplicaSpec home =
        keep.stream().max(Comparator.comparingLong(one -> view.owned(one.replica()))).orElseThrow();
    StandbyChoice standby = StandbyChoice.of(view, home, keep);
    standby.replica().filter(one -> !owners.contains(one.replica())).ifPresent(keep::add);
    if (view.move().isPresent()) {
      StageMove move = view.move().get();
      view.existing().stream()
          .filter(one -> !owners.contains(one.replica()) && move.needs(one.replica()))
          .forEach(keep::add);
      return new StageDecision(
          Optional.of(home), keep, List.of(), Optional.empty(), Optional.of(standby));
    }
    Set<String> kept = keep.stream().map(ReplicaSpec::replica).collect(Collectors.toSet());
    List<ReplicaSpec> rest =
        view.existing().stream()
            .filter(one -> !kept.contains(one.replica()) && view.isRemovable(one))
            .toList();
    return settled(view, home, keep, rest, standby);
  }

  private static StageDecision settled(
      StageView view,
      ReplicaSpec home,
      List<ReplicaSpec> keep,
      List<ReplicaSpec> rest,
      StandbyChoice standby) {
    boolean changed = !home.declared().equals(view.declared());
    if (changed && home.placement().equals(view.declared())) {
      ReplicaSpec agreed = home.declared(view.declared());
      keep.replaceAll(one -> one.equals(home) ? agreed : one);
      return new StageDecision(
          Optional.of(agreed), keep, rest, Optional.empty(), Optional.of(standby));
    }
    return new StageDecision(
        Optional.of(home),
        keep,
        rest,
        changed ? Optional.of(view.declared()) : Optional.empty(),
        Optional.of(standby));
  }

  private static ReplicaSpec recreated(StageView view, String owner, ReplicaPlacement placement) {
    return ReplicaSpec.founder(view.stage(), owner, placement).declared(view.declared());
  }
}
