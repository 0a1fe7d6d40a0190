package dev.millrace.stream.strategy;

import dev.millrace.api.MigrationPhase;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Joined;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.strategy.StrategyCommand.Append;
import java.util.ArrayList;
import java.util.List;

/** A made-up world of two partitions in which a strategy decides; its records really land. */
final class StrategyScene {
  static final StrategyRules RULES = new StrategyRules("m", "r1", "r2", 1_000);

  final Ownership[] log = new Ownership[2];
  final long[] restsAt = {StrategyPartition.UNKNOWN, StrategyPartition.UNKNOWN};
  final Origin[] heir = new Origin[2];
  final String[] verdict = new String[2];
  String objection;
  String givenUp;
  boolean abort;
  boolean sourceRuns = true;
  boolean sourceGone;
  boolean targetRuns;
  boolean temporary;
  long now;
  private final MigrationStrategy strategy;
  private MigrationState state = MigrationState.pending(0);
  private long offset = 10;

  StrategyScene(MigrationStrategy strategy) {
    this.strategy = strategy;
    for (int partition = 0; partition < log.length; partition++) {
      log[partition] =
          Ownership.NONE
              .after(0, new Birth(partition, "r1", 1, 0))
              .after(1, new Joined(partition, "r1"));
    }
  }

  MigrationPhase phase() {
    return state.phase();
  }

  String reason() {
    return state.reason();
  }

  void land(int partition, ControlRecord record) {
    log[partition] = log[partition].after(offset++, record);
  }

  /** Both partitions are drained by the source. */
  void drain() {
    for (int partition = 0; partition < log.length; partition++) {
      long id = log[partition].pending().id();
      land(partition, new Drained(partition, id, 1, new Cut(50 + partition, 0, 0)));
      restsAt[partition] = 70 + partition;
    }
  }

  /** The target opens a partition. */
  void open(int partition) {
    long id = log[partition].pending().id();
    long incarnation = log[partition].incarnation("r2");
    land(partition, new Opened(partition, id, incarnation, 50 + partition));
  }

  void startTarget() {
    targetRuns = true;
    for (int partition = 0; partition < log.length; partition++) {
      land(partition, new Joined(partition, "r2"));
    }
  }

  /** Lets it decide until that changes nothing any more; what it has asked for last. */
  List<StrategyCommand> settle() {
    List<StrategyCommand> commands = List.of();
    for (int turn = 0; turn < 5; turn++) {
      StrategyDecision decision = strategy.decide(state, observe(), now);
      state = decision.state();
      commands = decision.commands();
      for (StrategyCommand command : commands) {
        if (command instanceof Append append) {
          land(append.record().partition(), append.record());
        }
      }
    }
    return commands;
  }

  private StrategyObservation observe() {
    List<StrategyPartition> partitions = new ArrayList<>();
    boolean joined = true;
    for (int partition = 0; partition < log.length; partition++) {
      partitions.add(
          new StrategyPartition(
              partition,
              log[partition],
              restsAt[partition],
              heir[partition],
              verdict[partition],
              givenUp));
      joined &= log[partition].incarnation("r2") != Ownership.NO_INCARNATION;
    }
    return new StrategyObservation(
        objection,
        abort,
        joined,
        !sourceRuns,
        sourceGone,
        !targetRuns,
        temporary,
        !temporary,
        partitions);
  }
}
