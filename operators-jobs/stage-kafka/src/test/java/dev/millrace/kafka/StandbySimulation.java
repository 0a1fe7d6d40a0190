package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.MigrationCommand;
import dev.millrace.stream.migration.Standby;
import dev.millrace.stream.migration.StandbyObservation;
import dev.millrace.stream.stage.StagePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A stage and its hot standby in one thread with virtual time: whoever does not own a partition
 * stands by for it, so both arrangements are kept, each by a real {@link Standby} that knows only
 * what it has heard since it began, and may read an old log. Replicas crash, or fall silent for no
 * reason but chance; one of them may be gone for good.
 */
final class StandbySimulation {
  private static final int[] RECORDS = {60, 5, 0};
  private static final StagePlan PLAN = SmallStage.plan();
  private static final String R1 = "r1";
  private static final String R2 = "r2";
  private static final long DETECTION = 150;
  private static final int STEPS_UNTIL_GONE = 1_500;
  private static final int STEPS_OF_FAULTS = 3_000;
  private static final int STEPS = 100_000;

  /**
   * What may happen.
   *
   * @param crashes of replicas, at the most
   * @param strict whether the broker fences
   * @param forGood whether one of them is gone for good in the middle
   */
  record Faults(int crashes, boolean strict, boolean forGood) {}

  /**
   * What came out.
   *
   * @param readings of the partitions' outputs
   * @param fences that a standby has asked for
   */
  record Outcome(List<OutputReading> readings, int fences) {}

  private final Faults faults;
  private final Repairs repairs;
  private final RandomGenerator random;
  private final List<SimulatedPartition> partitions = new ArrayList<>();
  private final List<Arrangement> arrangements = new ArrayList<>();
  private int crashes;
  private int fences;
  private String gone = "";
  private long now;

  /** Who keeps a standby, and since when it has been listening to whom. */
  private final class Arrangement {
    private final Standby standby;
    private final List<Heard> heard = new ArrayList<>();
    private long since;

    Arrangement(String replica) {
      standby = new Standby("standby-" + replica, replica, DETECTION);
      begin();
    }

    /** Another one takes over, and has heard nothing. */
    void begin() {
      since = now;
      heard.clear();
      partitions.forEach(at -> heard.add(new Heard()));
    }

    List<StandbyObservation> observe() {
      List<StandbyObservation> seen = new ArrayList<>();
      for (int i = 0; i < partitions.size(); i++) {
        Ownership known = partitions.get(i).knownOwnership();
        Heard of = heard.get(i);
        long incarnation = of.incarnation(standby.replica());
        seen.add(
            new StandbyObservation(
                i,
                known,
                silent(of, String.valueOf(known.owner())),
                silent(of, standby.replica()),
                now - since,
                incarnation != Ownership.NO_INCARNATION
                    && incarnation == known.incarnation(standby.replica())));
      }
      return seen;
    }

    private long silent(Heard of, String replica) {
      return now - Math.max(of.spoke(replica), since);
    }
  }

  /** The last that was heard of both replicas about a partition. */
  private static final class Heard {
    private final long[] spoke = {0, 0};
    private final long[] incarnations = {Ownership.NO_INCARNATION, Ownership.NO_INCARNATION};

    void take(String replica, long incarnation, long now) {
      spoke[index(replica)] = now;
      incarnations[index(replica)] = incarnation;
    }

    long spoke(String replica) {
      return spoke[index(replica)];
    }

    long incarnation(String replica) {
      return incarnations[index(replica)];
    }

    private static int index(String replica) {
      return replica.equals(R1) ? 0 : 1;
    }
  }

  StandbySimulation(long seed, Faults faults, Repairs repairs) {
    this.faults = faults;
    this.repairs = repairs;
    this.crashes = faults.crashes();
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < RECORDS.length; i++) {
      partitions.add(
          new SimulatedPartition(
              i, PLAN, PLAN, SmallStage.input(RECORDS[i]), faults.strict(), random, repairs));
    }
    arrangements.add(new Arrangement(R1));
    arrangements.add(new Arrangement(R2));
  }

  /** Runs until every partition has an owner that runs, and nothing is under way. */
  Outcome run() {
    int step = 0;
    while (step < STEPS_OF_FAULTS || !partitions.stream().allMatch(this::hasEnded)) {
      if (step == STEPS_UNTIL_GONE && faults.forGood()) {
        goForGood();
      }
      if (step++ == STEPS) {
        throw new AssertionError("does not end: " + this);
      }
      now += random.nextInt(3);
      switch (random.nextInt(12)) {
        case 0 -> keep(arrangements.get(random.nextInt(arrangements.size())));
        case 1 -> restart();
        case 2 -> mayGoWrong(step);
        case 3 -> speak(random.nextBoolean());
        default -> partitions.get(random.nextInt(partitions.size())).step();
      }
    }
    return new Outcome(partitions.stream().map(SimulatedPartition::finish).toList(), fences);
  }

  private boolean hasEnded(SimulatedPartition at) {
    SimulatedReplica owner = at.ownership().owner().equals(R1) ? at.source : at.target;
    return at.isQuiet() && owner.isUp();
  }

  private void keep(Arrangement arrangement) {
    if (random.nextInt(30) == 0) {
      arrangement.begin();
    }
    for (MigrationCommand command : repairs.decide(arrangement.standby, arrangement.observe())) {
      switch (command) {
        case MigrationCommand.RequestSnapshot request ->
            partitions.get(request.partition()).transfer();
        case MigrationCommand.Append append -> {
          fences += append.record() instanceof Fenced ? 1 : 0;
          partitions.get(append.record().partition()).post(append.record());
        }
        default -> throw new AssertionError("a standby has no " + command);
      }
    }
  }

  /** A report of one of the replicas, about all partitions, reaches whoever listens. */
  private void speak(boolean first) {
    for (int i = 0; i < partitions.size(); i++) {
      SimulatedPartition at = partitions.get(i);
      SimulatedReplica replica = first ? at.source : at.target;
      if (replica.isUp()) {
        long incarnation = at.ownership().incarnation(replica.name());
        for (Arrangement arrangement : arrangements) {
          arrangement.heard.get(i).take(replica.name(), incarnation, now);
        }
      }
    }
  }

  private void restart() {
    for (SimulatedPartition at : partitions) {
      for (SimulatedReplica replica : List.of(at.source, at.target)) {
        if (!replica.isUp() && replica.hasState() && !replica.name().equals(gone)) {
          replica.start();
        }
      }
    }
  }

  private void mayGoWrong(int step) {
    if (step < STEPS_OF_FAULTS && crashes > 0 && random.nextInt(10) == 0) {
      crashes--;
      crash(random.nextBoolean());
    }
  }

  /** One of them, if the other has what it takes to go on without it. */
  private void goForGood() {
    boolean first = random.nextBoolean();
    if (partitions.stream().allMatch(at -> (first ? at.target : at.source).hasState())) {
      gone = first ? R1 : R2;
      crash(first);
    }
  }

  private void crash(boolean first) {
    for (SimulatedPartition at : partitions) {
      SimulatedReplica replica = first ? at.source : at.target;
      if (replica.isUp()) {
        replica.crash(random.nextBoolean());
      }
    }
  }

  @Override
  public String toString() {
    return "at " + now + " without '" + gone + "' " + partitions;
  }
}
