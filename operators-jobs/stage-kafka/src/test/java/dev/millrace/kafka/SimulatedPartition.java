package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.Difference;
import dev.millrace.stream.migration.PartitionObservation;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.StagePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One partition of a stage that is being migrated: both replicas, their topics and reports. */
final class SimulatedPartition {
  private static final int STEPS_TO_FINISH = 20_000;

  private final int number;
  private final RandomGenerator random;
  private final SimulatedControlLog log;
  private final SimulatedTopics broker;
  private final List<Long> reports = new ArrayList<>();
  final SimulatedReplica source;
  final SimulatedReplica target;
  private long loadedSn = -1;
  private long sourceSn;
  private long targetSn;
  private long compared;
  private long lastCompared;
  private long firstDifference;

  SimulatedPartition(
      int number,
      StagePlan plan,
      StagePlan targetPlan,
      List<InputRecord> input,
      boolean strict,
      RandomGenerator random,
      Repairs repairs) {
    this.number = number;
    this.random = random;
    OutputTopics topics = OutputTopics.of(plan, topic -> SmallStage.OUTPUT_PARTITIONS);
    log = new SimulatedControlLog(repairs);
    broker = new SimulatedTopics(topics.all(), random, strict);
    source =
        new SimulatedReplica("r1", plan, input, topics, broker, log, repairs, (who, what) -> {});
    target =
        new SimulatedReplica(
            "r2", targetPlan, input, topics, broker, log, repairs, (who, what) -> {});
    log.append(new ControlRecord.Birth(0, "r1", 1, 0));
    source.load(SavedReplica.BIRTH);
    source.start();
  }

  /** What a replica with this plan writes that nothing happens to. */
  static OutputReading undisturbed(StagePlan plan, List<InputRecord> input) {
    return new SimulatedPartition(
            0, plan, plan, input, false, new SplittableRandom(0), new Repairs())
        .finish();
  }

  /** The source's snapshot goes to the target, unless it has one. */
  void transfer() {
    if (source.isUp() && !target.hasState()) {
      SavedReplica snapshot = source.snapshot();
      target.load(snapshot);
      loadedSn = snapshot.image().stage().sn();
    }
  }

  void post(ControlRecord record) {
    log.post(record, () -> {});
  }

  /** One of the many things that may happen next. */
  void step() {
    SimulatedReplica replica = random.nextBoolean() ? source : target;
    switch (random.nextInt(9)) {
      case 0 -> log.settleOne(random, true);
      case 1 -> compare();
      case 2 -> broker.zombiesLand();
      default -> {
        if (replica.isUp()) {
          attempt(replica);
        }
      }
    }
  }

  private void attempt(SimulatedReplica replica) {
    try {
      switch (random.nextInt(7)) {
        case 0, 1 -> replica.process();
        case 2 -> replica.land();
        case 3 -> replica.pump();
        case 4 -> replica.readOne();
        case 5 -> replica.act();
        default -> exchange(replica);
      }
    } catch (OutputFailedException e) {
      replica.crash(true);
    }
  }

  private void exchange(SimulatedReplica replica) {
    if (replica.report() >= 0) {
      reports.add(replica.report());
    }
    if (!reports.isEmpty()) {
      replica.reported(reports.get(random.nextInt(reports.size())));
    }
    if (random.nextInt(4) == 0) {
      replica.checkpoint();
    }
  }

  private void compare() {
    if (source.isUp() && target.isUp()) {
      sourceSn = source.sn();
      targetSn = target.sn();
      long at = Math.min(sourceSn, targetSn);
      Cut ours = source.cutAt(at);
      Cut theirs = target.cutAt(at);
      // At the snapshot itself both are equal, whatever the target is.
      if (at > Math.max(loadedSn, lastCompared) && ours != null && theirs != null) {
        lastCompared = at;
        compared++;
        firstDifference = firstDifference == 0 && !ours.equals(theirs) ? at : firstDifference;
      }
    }
  }

  /** As a coordinator sees it, whose view of the log may be a little old. */
  PartitionObservation observe() {
    return new PartitionObservation(
        number,
        knownOwnership(),
        target.isUp() ? loadedSn : -1,
        sourceSn,
        targetSn,
        0,
        reports.stream().mapToLong(Long::longValue).max().orElse(0),
        compared,
        firstDifference == 0 ? null : new Difference(firstDifference, 0, null, false),
        true,
        !target.isUp(),
        null);
  }

  /** What somebody has read whose view of the log may be a little old. */
  Ownership knownOwnership() {
    return log.ownershipBefore(log.end() - random.nextInt((int) Math.min(3, log.end())));
  }

  /** Whether neither a hand-over nor a record for the log is under way. */
  boolean isQuiet() {
    return !log.hasInFlight() && log.ownership().pending() == null;
  }

  Ownership ownership() {
    return log.ownership();
  }

  /** Nothing goes wrong any more: the owner writes everything there is to write. */
  OutputReading finish() {
    SimulatedReplica owner = ownership().owner().equals("r1") ? source : target;
    broker.zombiesLand();
    for (int step = 0; !owner.isUp() || !owner.isSettled(); step++) {
      if (step == STEPS_TO_FINISH) {
        throw new AssertionError("the owner does not go on: " + this);
      }
      if (!owner.isUp()) {
        owner.start();
      }
      try {
        owner.readOne();
        owner.act();
        owner.process();
        owner.land();
        owner.pump();
      } catch (OutputFailedException e) {
        owner.crash(false);
      }
    }
    return OutputReading.of(broker);
  }

  @Override
  public String toString() {
    return number + ": " + source + ", " + target + ", " + ownership();
  }
}
