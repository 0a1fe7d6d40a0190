package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.StagePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Hand-overs of one partition between two real replicas over simulated topics and a simulated
 * control log, all in one thread: whatever may happen next is chosen by a seed, so that a story
 * replays exactly. The coordinator writes whatever it likes with whatever it knows, since safety
 * must not depend on it.
 */
final class HandoverSimulation {
  private static final int STEPS = 700;
  private static final long RECORDS_TO_DIFFER = 10;
  private static final int ROUNDS_TO_END = 60;
  private static final StagePlan PLAN = SmallStage.plan();
  private static final StagePlan DIVERGENT = SmallStage.divergentPlan();
  private static final List<InputRecord> INPUT = SmallStage.input();
  private static final String R1 = "r1";
  private static final String R2 = "r2";

  /**
   * What may go wrong.
   *
   * @param late whether what a crash left behind may land after the successor has read the tails
   * @param divergent whether the second replica computes something else
   */
  record Faults(
      int switches, int crashes, boolean late, int fences, boolean strict, boolean divergent) {}

  /** What came out. */
  record Outcome(OutputReading reading, int openings, int divergences) {}

  private final Faults faults;
  private final RandomGenerator random;
  private final List<String> story = new ArrayList<>();
  private final SimulatedControlLog log;
  private final SimulatedTopics broker;
  private final List<SimulatedReplica> replicas;
  private final List<Long> reports = new ArrayList<>();
  private long snapshotSn;
  private int switches;
  private int crashes;
  private int fences;
  private int fencesWritten;

  HandoverSimulation(long seed, Faults faults, Repairs repairs) {
    this.faults = faults;
    this.log = new SimulatedControlLog(repairs);
    this.random = new SplittableRandom(seed);
    this.switches = faults.switches();
    this.crashes = faults.crashes();
    this.fences = faults.fences();
    StagePlan plan = PLAN;
    OutputTopics topics = OutputTopics.of(plan, topic -> SmallStage.OUTPUT_PARTITIONS);
    broker = new SimulatedTopics(topics.all(), random, faults.strict());
    List<InputRecord> input = INPUT;
    StagePlan second = faults.divergent() ? DIVERGENT : plan;
    replicas =
        List.of(
            new SimulatedReplica(R1, plan, input, topics, broker, log, repairs, this::sent),
            new SimulatedReplica(R2, second, input, topics, broker, log, repairs, this::sent));
  }

  Outcome run() {
    log.append(new ControlRecord.Birth(0, R1, 1, 0));
    replicas.get(0).load(SavedReplica.BIRTH);
    replicas.get(0).start();
    for (int step = 0; step < STEPS; step++) {
      step();
    }
    end();
    return new Outcome(
        OutputReading.of(broker),
        count(ControlRecord.Opened.class),
        count(ControlRecord.Diverged.class));
  }

  /** What has happened so far. */
  List<String> story() {
    List<String> whole = new ArrayList<>(story);
    whole.add("topics" + broker);
    return whole;
  }

  private void step() {
    SimulatedReplica replica = replicas.get(random.nextInt(replicas.size()));
    if (!replica.isUp()) {
      begin(replica);
      return;
    }
    switch (random.nextInt(16)) {
      case 0, 1 -> attempt(replica, replica::process);
      case 2, 3 -> replica.land();
      case 4 -> attempt(replica, replica::pump);
      case 5, 6 -> attempt(replica, replica::readOne);
      case 7, 8 -> attempt(replica, () -> tell(replica.name() + " posts", replica.act()));
      case 9, 10 -> tell("", log.settleOne(random, true));
      case 11 -> noteReport(replica);
      case 12 -> {
        if (!reports.isEmpty()) {
          replica.reported(reports.get(random.nextInt(reports.size())));
        }
      }
      case 13 -> replica.checkpoint();
      case 14 -> coordinate();
      default -> mayCrash(replica);
    }
  }

  private void begin(SimulatedReplica replica) {
    if (!replica.hasState()) {
      SimulatedReplica source = replicas.get(0);
      if (!source.isUp() || random.nextInt(4) > 0) {
        return;
      }
      SavedReplica snapshot = source.snapshot();
      if (faults.divergent()
          && snapshot.image().stage().sn() > SmallStage.RECORDS - RECORDS_TO_DIFFER) {
        return;
      }
      snapshotSn = snapshot.image().stage().sn();
      replica.load(snapshot);
      tell("snapshot", snapshotSn);
    } else if (random.nextInt(4) > 0) {
      return;
    }
    replica.start();
    tell("start", replica);
  }

  /** An attempt that fails ends like a crash, and is followed by another one. */
  private void attempt(SimulatedReplica replica, Runnable what) {
    try {
      what.run();
    } catch (OutputFailedException e) {
      tell(replica + " ends", e.getMessage());
      replica.crash(true);
    }
  }

  private void mayCrash(SimulatedReplica replica) {
    broker.zombiesLand();
    if (crashes > 0 && random.nextInt(4) == 0) {
      crashes--;
      tell("crash", replica);
      replica.crash(faults.late() && random.nextBoolean());
    }
  }

  private void noteReport(SimulatedReplica replica) {
    if (replica.report() >= 0) {
      reports.add(replica.report());
    }
  }

  /** Any coordinator, with what it knew some time ago. */
  private void coordinate() {
    Ownership known = log.ownershipBefore(log.end() - random.nextInt((int) Math.min(4, log.end())));
    if (known.owner() == null) {
      return;
    }
    String to = known.owner().equals(R1) ? R2 : R1;
    ControlRecord record =
        switch (random.nextInt(6)) {
          case 0, 1, 2 -> maySwitch() ? asked(known.owner(), to) : null;
          case 3, 4 -> fences-- > 0 ? fenced(known.owner(), to) : null;
          default -> canceled(known.pending());
        };
    if (record != null) {
      log.post(record, () -> {});
    }
  }

  /** To a target that differs not before its snapshot, which says how far it must have come. */
  private boolean maySwitch() {
    return (!faults.divergent() || replicas.get(1).hasState()) && switches-- > 0;
  }

  private ControlRecord asked(String from, String to) {
    boolean forced = !faults.divergent() && random.nextInt(6) == 0;
    long minCut = to.equals(R2) ? snapshotSn : 0;
    if (faults.divergent()) {
      // A target that has not computed anything yet is still equal.
      minCut = Math.min(snapshotSn + RECORDS_TO_DIFFER, SmallStage.RECORDS);
    }
    return new ControlRecord.Switch(0, "m", from, to, minCut, forced);
  }

  private ControlRecord fenced(String from, String to) {
    fencesWritten++;
    return new ControlRecord.Fenced(0, "m", from, to);
  }

  private ControlRecord canceled(Handover pending) {
    return pending == null || random.nextBoolean()
        ? null
        : new ControlRecord.Cancel(0, pending.id());
  }

  /** From wherever it is: no more faults, and everything must come to its end. */
  private void end() {
    for (int round = 0; round < ROUNDS_TO_END; round++) {
      broker.zombiesLand();
      while (log.hasInFlight()) {
        tell("", log.settleOne(random, false));
      }
      for (SimulatedReplica replica : replicas) {
        if (!replica.hasState()) {
          replica.load(replicas.get(0).snapshot());
        }
        if (!replica.isUp()) {
          replica.start();
        }
        attempt(replica, () -> finish(replica));
      }
      if (log.ownership().pending() == null
          && replicas.stream().allMatch(r -> r.isUp() && (!r.isOwner() || r.isSettled()))
          && replicas.stream().anyMatch(SimulatedReplica::isOwner)
          && !log.hasInFlight()) {
        return;
      }
    }
    throw new AssertionError("does not end: " + log.ownership() + " " + replicas);
  }

  private void finish(SimulatedReplica replica) {
    while (replica.readOne()) {
      // Every record of the control log.
    }
    while (replica.process()) {
      replica.land();
    }
    do {
      replica.land();
      replica.pump();
    } while (replica.isSending());
    tell(replica.name() + " posts", replica.act());
    replicas.stream().filter(SimulatedReplica::isUp).forEach(this::noteReport);
    reports.forEach(replica::reported);
  }

  /** Without fences nobody sends what the log does not give it, whoever has read how much of it. */
  private void sent(String replica, Output output) {
    story.add(replica + " sends SN " + output.sn());
    Ownership all = log.ownership();
    Handover pending = all.pending();
    boolean mine = replica.equals(all.owner());
    boolean aboveCut =
        pending != null && pending.drained() != null && output.sn() > pending.drained().sn();
    if (fencesWritten == 0 && (!mine || aboveCut)) {
      throw new AssertionError(
          replica + " sends SN " + output.sn() + " although the log says " + all);
    }
  }

  private int count(Class<? extends ControlRecord> kind) {
    int valid = 0;
    Ownership at = Ownership.NONE;
    for (long offset = 0; offset < log.end(); offset++) {
      Ownership next = at.after(offset, log.at(offset));
      valid += kind.isInstance(log.at(offset)) && next != at ? 1 : 0;
      at = next;
    }
    return valid;
  }

  private void tell(String what, Object of) {
    if (of != null) {
      story.add(what + " " + of);
    }
  }
}
