package dev.millrace.stream.strategy;

import static dev.millrace.api.MigrationPhase.CuttingOver;
import static dev.millrace.api.MigrationPhase.Finishing;
import static dev.millrace.api.MigrationPhase.Transferring;

import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.StatePassage;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.strategy.StrategyCommand.Append;
import dev.millrace.stream.strategy.StrategyCommand.DeployTarget;
import dev.millrace.stream.strategy.StrategyCommand.StopSource;
import java.util.List;

/**
 * The baseline: stop, and start elsewhere. With state the source stands still, leaves its state in
 * the snapshot topic and is stopped; the target, started then, takes it and opens at the cut.
 * Without state the stage is born anew, at the very record at which the source stopped: no record
 * is left out, but everything the source knew is forgotten, serial numbers begin with 1 again, and
 * the first new birth is the point of no return (docs/adr/0011).
 */
public final class RestartStrategy implements MigrationStrategy {
  private final StrategyRules rules;
  private final CommonPhases common;
  private final boolean withState;

  /** The strategy of one migration. */
  public RestartStrategy(StrategyRules rules, boolean withState) {
    this.rules = rules;
    this.common = new CommonPhases(rules);
    this.withState = withState;
  }

  @Override
  public StrategyDecision decide(MigrationState state, StrategyObservation seen, long now) {
    return switch (state.phase()) {
      case Pending -> common.begin(state, seen, now, Transferring);
      case Preparing, Transferring, CatchingUp, Verifying, CuttingOver, Observing ->
          forward(state, seen, now);
      case Finishing -> common.finish(state, seen, now);
      case RollingBack -> common.back(state, seen, now);
      case Succeeded, RolledBack, Refused -> common.sweep(state, seen);
    };
  }

  private StrategyDecision forward(MigrationState state, StrategyObservation seen, long now) {
    boolean mayTurn = withState || !seen.anyOwnedBy(rules.target());
    String objection = mayTurn ? common.objection(state, seen, now) : null;
    if (objection != null && !seen.allOwnedBy(rules.target())) {
      return common.rollBack(state, now, objection);
    }
    if (state.phase() == Transferring) {
      StatePassage passage = withState ? StatePassage.SNAPSHOT : StatePassage.DROPPED;
      return seen.allMatch(this::isLeft)
          ? StrategyDecision.go(state, CuttingOver, now)
          : StrategyDecision.stay(state, common.ask(seen, passage));
    }
    if (!seen.sourceStopped()) {
      // Once it is stopped nobody says any more where it rested.
      return seen.allMatch(this::isLeft)
          ? StrategyDecision.stay(state, new StopSource())
          : StrategyDecision.stay(state);
    }
    return withState ? open(state, seen, now) : bear(state, seen, now);
  }

  /** Whether the source has nothing more to do for a partition. */
  private boolean isLeft(StrategyPartition at) {
    return at.isOwnedBy(rules.target())
        || at.isDrained() && (withState || at.restsAt() != StrategyPartition.UNKNOWN);
  }

  private StrategyDecision open(MigrationState state, StrategyObservation seen, long now) {
    return seen.allOwnedBy(rules.target())
        ? StrategyDecision.go(state, Finishing, now)
        : StrategyDecision.stay(state, new DeployTarget());
  }

  private StrategyDecision bear(MigrationState state, StrategyObservation seen, long now) {
    List<StrategyCommand> births =
        seen.partitions().stream()
            .filter(at -> !at.isOwnedBy(rules.target()))
            .filter(at -> at.restsAt() != StrategyPartition.UNKNOWN)
            .map(at -> (StrategyCommand) new Append(birth(at)))
            .toList();
    if (!seen.allOwnedBy(rules.target())) {
      return StrategyDecision.stay(state, births);
    }
    return seen.targetJoined()
        ? StrategyDecision.go(state, Finishing, now)
        : StrategyDecision.stay(state, new DeployTarget());
  }

  private Birth birth(StrategyPartition at) {
    return new Birth(at.partition(), rules.target(), at.ownership().generation() + 1, at.restsAt());
  }
}
