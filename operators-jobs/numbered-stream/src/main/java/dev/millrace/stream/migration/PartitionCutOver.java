package dev.millrace.stream.migration;

import dev.millrace.api.MigrationPhase;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.migration.MigrationCommand.Append;
import dev.millrace.stream.migration.MigrationCommand.RemoveTarget;
import dev.millrace.stream.migration.MigrationCommand.RequestSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the coordinator writes to the control log, partition by partition, forward and back. It asks
 * for a hand-over only where none is pending, and gives up only the hand-overs it has read.
 */
final class PartitionCutOver {
  /** A target that is further behind would let readers wait for as long. */
  private static final long NEAR_MILLIS = 20;

  /** How long a partition waits for its target to come near. */
  private static final long PATIENCE_MILLIS = 5_000;

  private final MigrationRules rules;

  PartitionCutOver(MigrationRules rules) {
    this.rules = rules;
  }

  /**
   * Towards the target, each partition when its target is near: whoever has just caught up may
   * still have a lot to process.
   *
   * @param waitingMillis since the migration is ready to switch
   */
  List<MigrationCommand> forward(MigrationObservation seen, long waitingMillis) {
    List<MigrationCommand> commands = new ArrayList<>();
    for (PartitionObservation at : seen.partitions()) {
      Handover pending = at.ownership().pending();
      boolean now = at.behindMillis() <= NEAR_MILLIS || waitingMillis >= PATIENCE_MILLIS;
      if (now && pending == null && at.isOwnedBy(rules.source())) {
        commands.add(
            new Append(ask(at, rules.source(), rules.target(), seen.promote() && at.differs())));
      }
    }
    return commands;
  }

  /**
   * What a source needs that has lost its state since the switch, with nothing on its disk: only
   * then does it hold what it may have to take back.
   */
  List<MigrationCommand> keptSource(MigrationObservation seen) {
    List<MigrationCommand> commands = new ArrayList<>();
    for (PartitionObservation at : seen.partitions()) {
      if (at.isOwnedBy(rules.target()) && !at.sourceAlive()) {
        commands.add(new RequestSnapshot(at.partition(), rules.source()));
      }
    }
    return commands;
  }

  /**
   * Back to the source, and the target away when it has nothing any more; not before it has been
   * asked where it began to differ.
   */
  MigrationDecision back(MigrationState state, MigrationObservation seen, long now) {
    String known = moreExactly(state.reason(), seen);
    if (!Objects.equals(known, state.reason())) {
      return MigrationDecision.go(state.because(known));
    }
    // A target that does not drain in time is presumed lost.
    boolean late = now - state.since() >= rules.deadlineMillis();
    List<MigrationCommand> commands = new ArrayList<>();
    for (PartitionObservation at : seen.partitions()) {
      Handover pending = at.ownership().pending();
      boolean gone = late || at.targetLost();
      if (gone && at.isOwnedBy(rules.target()) && (pending == null || !pending.fence())) {
        commands.add(new Append(fence(at)));
      } else if (pending != null && pending.to().equals(rules.target())) {
        commands.add(new Append(new Cancel(at.partition(), pending.id())));
      } else if (pending == null && at.isOwnedBy(rules.target())) {
        // What has diverged will not compare equal on the way back either.
        commands.add(new Append(ask(at, rules.target(), rules.source(), at.differs())));
      }
    }
    commands.addAll(keptSource(seen));
    if (!commands.isEmpty() || seen.anyOwnedBy(rules.target()) || seen.isDifferenceSought()) {
      return MigrationDecision.stay(state, commands);
    }
    return seen.targetGone()
        ? MigrationDecision.go(state.to(MigrationPhase.RolledBack, now))
        : MigrationDecision.stay(state, List.of(new RemoveTarget()));
  }

  private static String moreExactly(String reason, MigrationObservation seen) {
    for (PartitionObservation at : seen.partitions()) {
      if (at.differs() && at.difference().roughly(at.partition()).equals(reason)) {
        return at.difference().describe(at.partition());
      }
    }
    return reason;
  }

  /** Gives up what reached the log only after the migration's end. */
  List<MigrationCommand> sweep(MigrationObservation seen) {
    List<MigrationCommand> commands = new ArrayList<>();
    for (PartitionObservation at : seen.partitions()) {
      Handover pending = at.ownership().pending();
      if (pending != null && pending.migration().equals(rules.name())) {
        commands.add(new Append(new Cancel(at.partition(), pending.id())));
      }
    }
    return commands;
  }

  private ControlRecord fence(PartitionObservation at) {
    return new Fenced(at.partition(), rules.name(), rules.target(), rules.source());
  }

  /** No cut below what the other side may have let go of. */
  private ControlRecord ask(PartitionObservation at, String from, String to, boolean forced) {
    long minCut = Math.max(0, Math.max(at.loadedSn(), at.acknowledged()));
    return new Switch(at.partition(), rules.name(), from, to, minCut, forced);
  }
}
