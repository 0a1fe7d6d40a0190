package dev.millrace.stream.strategy;

import dev.millrace.api.MigrationPhase;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.StatePassage;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.strategy.StrategyCommand.Append;
import dev.millrace.stream.strategy.StrategyCommand.RemoveSource;
import dev.millrace.stream.strategy.StrategyCommand.RemoveTarget;
import dev.millrace.stream.strategy.StrategyCommand.RemoveTemporary;
import dev.millrace.stream.strategy.StrategyCommand.StartSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What all strategies have in common: how they begin, why they give up, and the way back. */
record CommonPhases(StrategyRules rules) {
  StrategyDecision begin(
      MigrationState state, StrategyObservation seen, long now, MigrationPhase first) {
    String against = seen.abort() ? "abort was asked for" : seen.objection();
    return against == null
        ? StrategyDecision.go(state, first, now)
        : StrategyDecision.go(state, MigrationPhase.Refused, now, against);
  }

  /** Why it does not go on from here, or null. */
  String objection(MigrationState state, StrategyObservation seen, long now) {
    if (seen.abort()) {
      return "abort was asked for";
    }
    if (seen.givenUp() != null) {
      return seen.givenUp();
    }
    return now - state.started() >= rules.deadlineMillis()
        ? "the deadline passed in phase " + state.phase()
        : null;
  }

  StrategyDecision rollBack(MigrationState state, long now, String because) {
    return StrategyDecision.go(state, MigrationPhase.RollingBack, now, because);
  }

  /** Asks the source for every partition that it owns and is not being asked for. */
  List<StrategyCommand> ask(StrategyObservation seen, StatePassage passage) {
    return seen.partitions().stream()
        .filter(at -> at.isFree() && at.isOwnedBy(rules.source()))
        .map(at -> switchTo(at, rules.source(), rules.target(), passage))
        .toList();
  }

  StrategyCommand switchTo(StrategyPartition at, String from, String to, StatePassage passage) {
    boolean forced = passage == StatePassage.ROUTED;
    return new Append(new Switch(at.partition(), rules.name(), from, to, 0, forced, passage));
  }

  /** Removes what is left of the source. */
  StrategyDecision finish(MigrationState state, StrategyObservation seen, long now) {
    return seen.sourceGone() && seen.temporaryGone()
        ? StrategyDecision.go(state, MigrationPhase.Succeeded, now)
        : StrategyDecision.stay(state, new RemoveSource(), new RemoveTemporary());
  }

  /** Towards the source, and what was made for the target away when every partition is there. */
  StrategyDecision back(MigrationState state, StrategyObservation seen, long now) {
    List<StrategyCommand> commands = new ArrayList<>();
    if (seen.sourceStopped()) {
      commands.add(new StartSource());
    }
    // A target that does not drain in time is presumed lost.
    boolean late = now - state.since() >= rules.deadlineMillis();
    seen.partitions().stream()
        .flatMap(at -> back(at, late))
        .map(Append::new)
        .forEach(commands::add);
    if (!commands.isEmpty() || !seen.allOwnedBy(rules.source())) {
      return StrategyDecision.stay(state, commands);
    }
    return seen.targetGone() && seen.temporaryGone()
        ? StrategyDecision.go(state, MigrationPhase.RolledBack, now)
        : StrategyDecision.stay(state, new RemoveTarget(), new RemoveTemporary());
  }

  private Stream<ControlRecord> back(StrategyPartition at, boolean late) {
    Handover pending = at.ownership().pending();
    if (late && at.isOwnedBy(rules.target()) && (pending == null || !pending.fence())) {
      return Stream.of(new Fenced(at.partition(), rules.name(), rules.target(), rules.source()));
    }
    if (pending != null && pending.to().equals(rules.target())) {
      return Stream.of(new Cancel(at.partition(), pending.id()));
    }
    return pending == null && at.isOwnedBy(rules.target())
        ? Stream.of(
            new Switch(at.partition(), rules.name(), rules.target(), rules.source(), 0, false))
        : Stream.empty();
  }

  /** Gives up what reached the log only after the migration's end. */
  StrategyDecision sweep(MigrationState state, StrategyObservation seen) {
    List<StrategyCommand> late = new ArrayList<>();
    for (StrategyPartition at : seen.partitions()) {
      Handover pending = at.ownership().pending();
      if (pending != null && pending.migration().equals(rules.name())) {
        late.add(new Append(new Cancel(at.partition(), pending.id())));
      }
    }
    return StrategyDecision.stay(state, late);
  }
}
