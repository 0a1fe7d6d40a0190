package dev.millrace.kafka;

import dev.millrace.api.MigrationPhase;
import dev.millrace.stream.migration.Coordinator;
import dev.millrace.stream.migration.MigrationCommand;
import dev.millrace.stream.migration.MigrationDecision;
import dev.millrace.stream.migration.MigrationObservation;
import dev.millrace.stream.migration.MigrationRules;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.stage.StagePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A whole migration in one thread with virtual time: the real coordinator, twice at times, with
 * what it has written to its status and nothing else in mind; source and target with a busy
 * partition, a quiet one and one that never has a record; crashes of everybody, and people who
 * change their mind.
 */
final class MigrationSimulation {
  private static final int[] RECORDS = {60, 5, 0};
  private static final StagePlan PLAN = SmallStage.plan();
  private static final StagePlan DIVERGENT = SmallStage.divergentPlan(0);
  private static final long DEADLINE = 15_000;

  /** Of so many records in a row the divergent target computes at least one differently. */
  private static final long RECORDS_TO_DIFFER = 3;

  private static final int STEPS_OF_FAULTS = 3_000;
  private static final int STEPS = 100_000;

  /** What may happen. */
  record Faults(int crashes, boolean people, boolean strict, boolean divergent) {}

  private final Faults faults;
  private final Repairs repairs;
  private final MigrationRules rules;
  private final RandomGenerator random;
  private final List<SimulatedPartition> partitions = new ArrayList<>();
  private MigrationState status = MigrationState.pending(0);
  private int crashes;
  private boolean targetDeployed;
  private boolean targetRemoved;
  private boolean sourceRemoved;
  private boolean promote;
  private boolean abort;
  private boolean rollBack;
  private long now;

  MigrationSimulation(long seed, Faults faults, Repairs repairs) {
    this.faults = faults;
    this.repairs = repairs;
    this.crashes = faults.crashes();
    this.random = new SplittableRandom(seed);
    StagePlan target = faults.divergent() ? DIVERGENT : PLAN;
    rules =
        new MigrationRules(
            "m",
            "r1",
            "r2",
            faults.divergent() ? RECORDS_TO_DIFFER : 0,
            50,
            false,
            200,
            DEADLINE,
            3);
    // A partition in which the target has not computed anything yet is equal, and would be opened.
    for (int i = 0; i < (faults.divergent() ? 1 : RECORDS.length); i++) {
      partitions.add(
          new SimulatedPartition(
              i, PLAN, target, SmallStage.input(RECORDS[i]), faults.strict(), random, repairs));
    }
  }

  /** Runs until the migration has ended; its end, and what readers of each partition see. */
  Outcome run() {
    int step = 0;
    while (!status.isOver() || !partitions.stream().allMatch(SimulatedPartition::isQuiet)) {
      if (step++ == STEPS) {
        throw new AssertionError("does not end: " + this);
      }
      now += random.nextInt(3);
      switch (random.nextInt(12)) {
        case 0 -> coordinate(step < STEPS_OF_FAULTS);
        case 1 -> restart();
        case 2 -> mayGoWrong(step);
        default -> partitions.get(random.nextInt(partitions.size())).step();
      }
    }
    return new Outcome(status, partitions.stream().map(SimulatedPartition::finish).toList());
  }

  /**
   * What came out.
   *
   * @param end of the migration
   * @param readings of the partitions' outputs
   */
  record Outcome(MigrationState end, List<OutputReading> readings) {}

  /** What an undisturbed source writes. */
  static List<OutputReading> undisturbed() {
    List<OutputReading> readings = new ArrayList<>();
    for (int records : RECORDS) {
      readings.add(SimulatedPartition.undisturbed(PLAN, SmallStage.input(records)));
    }
    return readings;
  }

  /** The status is written before anything is done, and a coordinator may end in between. */
  private void coordinate(boolean mayEnd) {
    MigrationState known = status;
    MigrationDecision decision = repairs.decide(new Coordinator(rules), known, observe(), now);
    // Another one has been quicker now and then; the status tells, and this one begins anew.
    if (mayEnd && random.nextInt(10) == 0) {
      return;
    }
    status = decision.state();
    for (MigrationCommand command : decision.commands()) {
      if (mayEnd && random.nextInt(10) == 0) {
        return;
      }
      carryOut(command);
    }
  }

  private MigrationObservation observe() {
    return new MigrationObservation(
        null,
        targetDeployed,
        targetRemoved,
        sourceRemoved,
        promote,
        abort,
        rollBack,
        partitions.stream().map(SimulatedPartition::observe).toList());
  }

  private void carryOut(MigrationCommand command) {
    switch (command) {
      case MigrationCommand.DeployTarget deploy -> targetDeployed = true;
      case MigrationCommand.RequestSnapshot request ->
          partitions.get(request.partition()).transfer();
      case MigrationCommand.Append append ->
          partitions.get(append.record().partition()).post(append.record());
      case MigrationCommand.RemoveTarget remove -> {
        targetRemoved = true;
        partitions.forEach(at -> crash(at.target));
      }
      case MigrationCommand.RemoveSource remove -> {
        sourceRemoved = true;
        partitions.forEach(at -> crash(at.source));
      }
    }
  }

  private void restart() {
    for (SimulatedPartition at : partitions) {
      if (!sourceRemoved && !at.source.isUp()) {
        at.source.start();
      }
      if (targetDeployed && !targetRemoved && !at.target.isUp() && at.target.hasState()) {
        at.target.start();
      }
    }
  }

  private void mayGoWrong(int step) {
    if (step > STEPS_OF_FAULTS || random.nextInt(20) > 0) {
      return;
    }
    if (faults.people() && random.nextInt(6) == 0) {
      switch (random.nextInt(3)) {
        case 0 -> abort = true;
        case 1 -> rollBack = true;
        default -> promote = !faults.divergent();
      }
    }
    if (crashes > 0) {
      crashes--;
      boolean source = random.nextBoolean();
      partitions.forEach(at -> crash(source ? at.source : at.target));
    }
  }

  private void crash(SimulatedReplica replica) {
    if (replica.isUp()) {
      replica.crash(random.nextBoolean());
    }
  }

  @Override
  public String toString() {
    return status + " at " + now + " " + partitions;
  }

  /** Whether the end fits who owns the partitions. */
  boolean isConsistent() {
    String owner = status.phase() == MigrationPhase.Succeeded ? "r2" : "r1";
    return partitions.stream().allMatch(at -> owner.equals(at.ownership().owner()));
  }
}
