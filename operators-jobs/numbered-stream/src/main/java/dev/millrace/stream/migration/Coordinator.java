package dev.millrace.stream.migration;

import static dev.millrace.api.MigrationPhase.CatchingUp;
import static dev.millrace.api.MigrationPhase.CuttingOver;
import static dev.millrace.api.MigrationPhase.Finishing;
import static dev.millrace.api.MigrationPhase.Observing;
import static dev.millrace.api.MigrationPhase.Preparing;
import static dev.millrace.api.MigrationPhase.Refused;
import static dev.millrace.api.MigrationPhase.RollingBack;
import static dev.millrace.api.MigrationPhase.Succeeded;
import static dev.millrace.api.MigrationPhase.Transferring;
import static dev.millrace.api.MigrationPhase.Verifying;

import dev.millrace.stream.migration.MigrationCommand.DeployTarget;
import dev.millrace.stream.migration.MigrationCommand.RemoveSource;
import dev.millrace.stream.migration.MigrationCommand.RequestSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Decides what a migration does next: a pure function. A phase changes in one decision and acts in
 * the next ones, so that the status is always ahead of the act.
 *
 * <p>It has to be asked now and then after the end as well: a hand-over that somebody asked for in
 * time may reach the log too late, and nobody else would ever give it up.
 */
public final class Coordinator {
  private final MigrationRules rules;
  private final PartitionCutOver cutOver;
  private final Lacking lacking;

  /** The coordinator of one migration. */
  public Coordinator(MigrationRules rules) {
    this.rules = rules;
    this.cutOver = new PartitionCutOver(rules);
    this.lacking = new Lacking(rules);
  }

  /**
   * The next state and what to do in it.
   *
   * @param now milliseconds since the epoch; only deadlines depend on it
   */
  public MigrationDecision decide(MigrationState state, MigrationObservation seen, long now) {
    String objection = objection(state, seen, now);
    if (objection != null) {
      return MigrationDecision.go(state.to(RollingBack, now, objection));
    }
    return switch (state.phase()) {
      case Pending -> begin(state, seen, now);
      case Preparing ->
          seen.targetReady()
              ? MigrationDecision.go(state.to(Transferring, now))
              : MigrationDecision.stay(state, List.of(new DeployTarget()));
      case Transferring -> transfer(state, seen, now);
      case CatchingUp ->
          isCaughtUp(seen)
              ? MigrationDecision.go(state.to(Verifying, now))
              : MigrationDecision.stay(state, missing(seen));
      case Verifying ->
          isProved(state, seen, now)
              ? MigrationDecision.go(state.to(CuttingOver, now))
              : MigrationDecision.stay(state, missing(seen));
      case CuttingOver ->
          seen.allOwnedBy(rules.target())
              ? MigrationDecision.go(state.to(Observing, now))
              : MigrationDecision.stay(state, forward(seen, now - state.since()));
      case Observing ->
          now - state.since() >= rules.keepSourceMillis()
              ? MigrationDecision.go(state.to(Finishing, now))
              : MigrationDecision.stay(state, cutOver.keptSource(seen));
      case Finishing ->
          seen.sourceGone()
              ? MigrationDecision.go(state.to(Succeeded, now))
              : MigrationDecision.stay(state, List.of(new RemoveSource()));
      case RollingBack -> cutOver.back(state, seen, now);
      case Succeeded, RolledBack, Refused -> MigrationDecision.stay(state, cutOver.sweep(seen));
    };
  }

  /**
   * Why it does not go on from here, or null; beyond the first opening only by the same way back.
   */
  private String objection(MigrationState state, MigrationObservation seen, long now) {
    return switch (state.phase()) {
      case Preparing, Transferring, CatchingUp, Verifying ->
          firstOf(wish(seen), difference(seen), deadline(state, seen, state.started(), now));
      case CuttingOver ->
          seen.anyOwnedBy(rules.target())
              ? firstOf(
                  goBack(seen),
                  difference(seen),
                  lost(seen),
                  deadline(state, seen, state.since(), now))
              : firstOf(wish(seen), difference(seen), deadline(state, seen, state.started(), now));
      case Observing -> firstOf(goBack(seen), difference(seen), lost(seen));
      case Pending, Finishing, RollingBack, Succeeded, RolledBack, Refused -> null;
    };
  }

  private static String firstOf(String... reasons) {
    return Arrays.stream(reasons).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static String wish(MigrationObservation seen) {
    return seen.abort() ? "abort was asked for" : goBack(seen);
  }

  private static String goBack(MigrationObservation seen) {
    return seen.rollBack() ? "rollBack was asked for" : null;
  }

  /** An owner that is gone leaves nobody to wait for, as long as the source is still kept. */
  private String lost(MigrationObservation seen) {
    return seen.partitions().stream()
        .filter(at -> at.targetLost() && at.isOwnedBy(rules.target()))
        .map(at -> "the target owns partition " + at.partition() + " and has fallen silent")
        .findFirst()
        .orElse(null);
  }

  private String deadline(MigrationState state, MigrationObservation seen, long from, long now) {
    return now - from >= rules.deadlineMillis()
        ? "the deadline passed in phase " + state.phase() + ": " + lacking.in(state.phase(), seen)
        : null;
  }

  /** A person may promote a target that is known to differ, or want to look at it first. */
  private String difference(MigrationObservation seen) {
    PartitionObservation at = seen.differing();
    return at == null || seen.promote() || rules.reportsOnly()
        ? null
        : at.difference().describe(at.partition());
  }

  private static MigrationDecision begin(
      MigrationState state, MigrationObservation seen, long now) {
    String against = firstOf(seen.objection(), wish(seen));
    return MigrationDecision.go(
        against == null ? state.to(Preparing, now) : state.to(Refused, now, against));
  }

  private MigrationDecision transfer(MigrationState state, MigrationObservation seen, long now) {
    List<MigrationCommand> missing = missing(seen);
    return missing.isEmpty()
        ? MigrationDecision.go(state.to(CatchingUp, now))
        : MigrationDecision.stay(state, missing);
  }

  /** A target that has started anew without a checkpoint has nothing to go on from. */
  private List<MigrationCommand> missing(MigrationObservation seen) {
    List<MigrationCommand> missing = new ArrayList<>();
    for (PartitionObservation at : seen.partitions()) {
      if (!at.isLoaded()) {
        missing.add(new RequestSnapshot(at.partition(), rules.target()));
      }
    }
    return missing;
  }

  private List<MigrationCommand> forward(MigrationObservation seen, long waitingMillis) {
    List<MigrationCommand> commands = new ArrayList<>(cutOver.forward(seen, waitingMillis));
    for (PartitionObservation at : seen.partitions()) {
      if (!at.isLoaded() && at.isOwnedBy(rules.source())) {
        commands.add(new RequestSnapshot(at.partition(), rules.target()));
      }
    }
    return commands;
  }

  private boolean isCaughtUp(MigrationObservation seen) {
    return seen.partitions().stream()
        .allMatch(at -> at.isLoaded() && at.lag() <= rules.greatestLag());
  }

  /** A partition without traffic has nothing to compare, and counts as proved. */
  private boolean isProved(MigrationState state, MigrationObservation seen, long now) {
    if (rules.manual() || seen.promote()) {
      return seen.promote();
    }
    return now - state.since() >= rules.minimumMillis()
        && seen.compared() >= rules.minimumRecords();
  }
}
