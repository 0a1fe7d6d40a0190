package dev.millrace.stream.strategy;

import static dev.millrace.api.MigrationPhase.CuttingOver;
import static dev.millrace.api.MigrationPhase.Finishing;
import static dev.millrace.api.MigrationPhase.Preparing;
import static dev.millrace.api.MigrationPhase.Transferring;

import dev.millrace.stream.handover.StatePassage;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.strategy.StrategyCommand.DeployTarget;
import dev.millrace.stream.strategy.StrategyCommand.MakeTemporary;

/**
 * The general protocol with its order repaired: the source stands still only when the target has
 * joined and waits, hands its state over in lock-step (Algorithms 5.1 and 5.2), and the target goes
 * on from the very record at which the source stopped. The target opens only if its hashes at the
 * cut are the source's. Until then the source has its state and goes on with it if anything fails.
 */
public final class StateTransferStrategy implements MigrationStrategy {
  private final StrategyRules rules;
  private final CommonPhases common;

  /** The strategy of one migration. */
  public StateTransferStrategy(StrategyRules rules) {
    this.rules = rules;
    this.common = new CommonPhases(rules);
  }

  @Override
  public StrategyDecision decide(MigrationState state, StrategyObservation seen, long now) {
    return switch (state.phase()) {
      case Pending -> common.begin(state, seen, now, Preparing);
      case Preparing, Transferring, CatchingUp, Verifying, CuttingOver, Observing ->
          forward(state, seen, now);
      case Finishing -> common.finish(state, seen, now);
      case RollingBack -> common.back(state, seen, now);
      case Succeeded, RolledBack, Refused -> common.sweep(state, seen);
    };
  }

  private StrategyDecision forward(MigrationState state, StrategyObservation seen, long now) {
    if (seen.allOwnedBy(rules.target())) {
      return StrategyDecision.go(state, Finishing, now);
    }
    String objection = common.objection(state, seen, now);
    if (objection != null) {
      return common.rollBack(state, now, objection);
    }
    if (state.phase() == Preparing) {
      return seen.targetJoined() && seen.temporaryReady()
          ? StrategyDecision.go(state, Transferring, now)
          : StrategyDecision.stay(state, new MakeTemporary(), new DeployTarget());
    }
    boolean moved = seen.allMatch(at -> at.isDrained() || at.isOwnedBy(rules.target()));
    return state.phase() == Transferring && moved
        ? StrategyDecision.go(state, CuttingOver, now)
        : StrategyDecision.stay(state, common.ask(seen, StatePassage.LOCK_STEP));
  }
}
