package dev.millrace.stream.strategy;

import static dev.millrace.api.MigrationPhase.CuttingOver;
import static dev.millrace.api.MigrationPhase.Finishing;
import static dev.millrace.api.MigrationPhase.Preparing;
import static dev.millrace.api.MigrationPhase.Refused;
import static dev.millrace.api.MigrationPhase.RolledBack;
import static dev.millrace.api.MigrationPhase.Verifying;

import dev.millrace.api.StageSpec;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.handover.StatePassage;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.strategy.StrategyCommand.Append;
import dev.millrace.stream.strategy.StrategyCommand.DeployEmptyTarget;
import dev.millrace.stream.strategy.StrategyCommand.MakeTemporary;
import dev.millrace.stream.strategy.StrategyCommand.RemoveTarget;
import dev.millrace.stream.strategy.StrategyCommand.RemoveTemporary;
import dev.millrace.stream.strategy.StrategyCommand.TellRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The parallel protocol without a transfer of state: a router takes over from the source, a target
 * that begins empty reads the same numbered records, and when the monitor has found a moment at
 * which their results agree, or nearly so, the router hands over to the target. The order is the
 * repaired one: router, source, target; nothing is diverted before somebody listens.
 *
 * <p>Whether the two ever agree is not certain, so at the deadline, when it is asked to, or when
 * something is not counted (a tick, a dead letter), the partitions go back to the source. Those
 * that have synchronised already change back by the same monitor, with the roles exchanged and
 * without a bound, which takes one more result of each operator.
 */
public final class WindowSynchronisedStrategy implements MigrationStrategy {
  private final StrategyRules rules;
  private final String router;
  private final Optional<String> refusal;
  private final CommonPhases common;

  /**
   * The strategy of one migration.
   *
   * @param router name of the router in the control log
   * @param stage that is to be moved
   * @param keys number of different record keys that a partition holds; above 1 any such number
   * @param factor the synchronisation factor
   */
  public WindowSynchronisedStrategy(
      StrategyRules rules, String router, StageSpec stage, long keys, long factor) {
    this.rules = rules;
    this.router = router;
    this.refusal = refusal(stage, keys, factor);
    this.common = new CommonPhases(rules);
  }

  private static Optional<String> refusal(StageSpec stage, long keys, long factor) {
    if (stage.delivery() == StageSpec.Delivery.ExactlyOnce) {
      return Optional.of("delivery: a router writes Numbered and no transactions");
    }
    if (stage.allowedLateness() != null && !stage.allowedLateness().matches("0(ms|s|m|h)")) {
      return Optional.of(
          "allowedLateness: while a window waits for late records, the next one counts already");
    }
    return Applicability.refusal(stage.steps(), keys, factor);
  }

  @Override
  public StrategyDecision decide(MigrationState state, StrategyObservation seen, long now) {
    return switch (state.phase()) {
      case Pending ->
          refusal.isPresent()
              ? StrategyDecision.go(state, Refused, now, refusal.get())
              : common.begin(state, seen, now, Preparing);
      case Preparing, Transferring, CatchingUp, Verifying -> forward(state, seen, now);
      case CuttingOver, Observing -> cutOver(state, seen, now);
      case Finishing -> common.finish(state, seen, now);
      case RollingBack -> back(state, seen, now);
      case Succeeded, RolledBack, Refused -> common.sweep(state, seen);
    };
  }

  private StrategyDecision forward(MigrationState state, StrategyObservation seen, long now) {
    String objection =
        Optional.ofNullable(failure(seen)).orElse(common.objection(state, seen, now));
    if (objection != null) {
      return common.rollBack(state, now, objection);
    }
    if (state.phase() == Verifying) {
      return seen.allMatch(at -> at.heir() == Origin.TARGET)
          ? StrategyDecision.go(state, CuttingOver, now)
          : StrategyDecision.stay(state, new MakeTemporary());
    }
    boolean routerJoined =
        seen.allMatch(at -> at.ownership().incarnation(router) != Ownership.NO_INCARNATION);
    if (!seen.temporaryReady() || !routerJoined) {
      return StrategyDecision.stay(state, new MakeTemporary());
    }
    if (!seen.allOwnedBy(router)) {
      return StrategyDecision.stay(state, divert(seen));
    }
    return seen.targetJoined()
        ? StrategyDecision.go(state, Verifying, now)
        : StrategyDecision.stay(state, new DeployEmptyTarget());
  }

  private static String failure(StrategyObservation seen) {
    return seen.partitions().stream()
        .filter(at -> at.heir() == Origin.SOURCE)
        .map(at -> "partition " + at.partition() + ": " + at.verdict())
        .findFirst()
        .orElse(null);
  }

  private List<StrategyCommand> divert(StrategyObservation seen) {
    return seen.partitions().stream()
        .filter(at -> at.isFree() && at.isOwnedBy(rules.source()))
        .map(at -> common.switchTo(at, rules.source(), router, StatePassage.ROUTED))
        .toList();
  }

  private StrategyDecision cutOver(MigrationState state, StrategyObservation seen, long now) {
    if (seen.allOwnedBy(rules.target())) {
      return StrategyDecision.go(state, Finishing, now);
    }
    List<StrategyCommand> commands = new ArrayList<>(List.of(new MakeTemporary()));
    seen.partitions().stream()
        .filter(at -> at.isFree() && at.isOwnedBy(router))
        .map(at -> new Append(release(at, rules.target())))
        .forEach(commands::add);
    return StrategyDecision.stay(state, commands);
  }

  /** A router has no state to compare with. */
  private ControlRecord release(StrategyPartition at, String to) {
    return new Switch(at.partition(), rules.name(), router, to, 0, true);
  }

  private StrategyDecision back(MigrationState state, StrategyObservation seen, long now) {
    boolean late = now - state.since() >= rules.deadlineMillis();
    List<StrategyCommand> commands = new ArrayList<>();
    seen.partitions().stream()
        .map(at -> back(at, late))
        .filter(Objects::nonNull)
        .forEach(commands::add);
    if (!seen.allOwnedBy(rules.source())) {
      commands.add(new MakeTemporary());
      return StrategyDecision.stay(state, commands);
    }
    return seen.targetGone() && seen.temporaryGone()
        ? StrategyDecision.go(state, RolledBack, now)
        : StrategyDecision.stay(state, new RemoveTarget(), new RemoveTemporary());
  }

  private StrategyCommand back(StrategyPartition at, boolean late) {
    Handover pending = at.ownership().pending();
    if (pending != null && pending.to().equals(router)) {
      return new Append(new Cancel(at.partition(), pending.id()));
    }
    if (!at.isOwnedBy(router)) {
      return null;
    }
    if (late && (pending == null || !pending.fence())) {
      // A router that decides nothing in time is presumed lost; the source reads the tails.
      return new Append(new Fenced(at.partition(), rules.name(), router, rules.source()));
    }
    if (at.heir() != Origin.SOURCE) {
      return new TellRouter(at.partition(), Abort.REQUESTED);
    }
    return pending == null ? new Append(release(at, rules.source())) : null;
  }
}
