package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Hand-overs of one partition between two real replicas over simulated topics and a simulated
 * control log, all in one thread: whatever may happen next is chosen by a seed, so that a story
 * replays exactly. A run stops at the first thing that must not happen; what has to be true at its
 * end says {@link HandoverVerdict}.
 */
final class HandoverSimulation {
  private static final int STEPS = 700;
  private static final int ROUNDS_TO_END = 60;
  private static final List<InputRecord> INPUT = SmallStage.input();
  private static final String R1 = "r1";
  private static final String R2 = "r2";

  private final Faults faults;
  private final RandomGenerator random;
  private final List<String> story = new ArrayList<>();
  private final SimulatedControlLog log;
  private final SimulatedTopics broker;
  private final SimulatedCoordinator coordinator;
  private final SimulatedReplica first;
  private final SimulatedReplica second;
  private final List<SimulatedReplica> replicas;
  private final List<Long> reports = new ArrayList<>();
  private final List<Long> landings = new ArrayList<>();
  private int crashes;
  private long now;

  HandoverSimulation(long seed, Faults faults, Repairs repairs) {
    this.faults = faults;
    this.log = new SimulatedControlLog(repairs);
    this.random = new SplittableRandom(seed);
    this.crashes = faults.crashes();
    coordinator = new SimulatedCoordinator(R1, R2, faults, log, random);
    StagePair stages = faults.stages();
    OutputTopics topics = OutputTopics.of(stages.first(), topic -> SmallStage.OUTPUT_PARTITIONS);
    broker = new SimulatedTopics(topics.all(), random, faults.strict());
    first =
        new SimulatedReplica(R1, stages.first(), INPUT, topics, broker, log, repairs, this::sent);
    second =
        new SimulatedReplica(R2, stages.second(), INPUT, topics, broker, log, repairs, this::sent);
    replicas = List.of(first, second);
    if (faults.lease() > 0) {
      replicas.forEach(r -> r.underLease(() -> repairs.lease(faults.lease(), () -> now)));
    }
  }

  HandoverOutcome run() {
    log.append(new ControlRecord.Birth(0, R1, 1, 0));
    first.load(SavedReplica.BIRTH);
    first.start();
    for (int step = 0; step < STEPS; step++) {
      step();
      noteLandings();
      now++;
    }
    if (faults.stages().isEqual()) {
      // Nothing disturbs it from now on, and nobody gives it up: it has to end by itself.
      log.append(coordinator.asked(log.ownership().owner()));
    }
    end();
    if (faults.stages() == StagePair.WRONG_LATER) {
      goBack();
    }
    return HandoverOutcome.of(broker, log);
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
    switch (random.nextInt(faults.lease() > 0 ? 18 : 16)) {
      case 0, 1 -> attempt(replica, replica::process);
      case 2, 3 -> replica.land();
      case 4 -> attempt(replica, replica::pump);
      case 5, 6 -> attempt(replica, replica::readOne);
      case 7, 8 -> attempt(replica, () -> says(replica));
      case 9, 10 -> tell("", log.settleOne(random, true));
      case 11 -> noteReport(replica);
      case 12 -> {
        if (!reports.isEmpty()) {
          replica.reported(reports.get(random.nextInt(reports.size())));
        }
      }
      case 13 -> replica.checkpoint();
      case 14 -> coordinator.act();
      case 15 -> mayCrash(replica);
      default -> replica.renewLease();
    }
  }

  private void begin(SimulatedReplica replica) {
    if (!replica.hasState()) {
      if (!first.isUp() || random.nextInt(4) > 0) {
        return;
      }
      SavedReplica snapshot = first.snapshot();
      long sn = snapshot.image().stage().sn();
      if (!coordinator.likes(sn)) {
        return;
      }
      coordinator.snapshotTaken(sn);
      replica.load(snapshot);
      tell("snapshot", sn);
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

  private void says(SimulatedReplica replica) {
    ControlRecord said = replica.act();
    tell(replica.name() + " posts", said);
    if (said instanceof Diverged && faults.stages().isEqual()) {
      throw new AssertionError(replica + " finds a difference where there is none");
    }
    if (said instanceof Cancel cancel && canBeCompared(cancel.id())) {
      throw new AssertionError(replica + " cannot compare any more: " + log.ownership());
    }
  }

  /** Not after a fence: then the target, which was the owner, may be ahead of the cut. */
  private boolean canBeCompared(long id) {
    return !coordinator.hasFenced()
        && log.ownership().isPending(id)
        && log.at(id) instanceof Switch asked
        && coordinator.heedsSnapshot(asked);
  }

  /** From wherever it is: no more faults, and everything must come to its end. */
  private void end() {
    for (int round = 0; round < ROUNDS_TO_END; round++) {
      broker.zombiesLand();
      while (log.hasInFlight()) {
        tell("", log.settleOne(random, false));
      }
      noteLandings();
      for (SimulatedReplica replica : replicas) {
        if (!replica.hasState()) {
          replica.load(first.snapshot());
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
    // Once for what was asked for earlier, and once for what is asked for now.
    replica.renewLease();
    replica.renewLease();
    replica.renewLease();
    says(replica);
    while (replica.process()) {
      replica.land();
    }
    do {
      replica.land();
      replica.pump();
    } while (replica.isSending());
    says(replica);
    replicas.stream().filter(SimulatedReplica::isUp).forEach(this::noteReport);
    reports.forEach(replica::reported);
  }

  /** Story 18: from an owner that is wrong there is a way back, at the first attempt. */
  private void goBack() {
    if (R2.equals(log.ownership().owner())) {
      log.append(new Switch(0, "m", R2, R1, 0, true));
      end();
    }
    if (!R1.equals(log.ownership().owner())) {
      throw new AssertionError("there is no way back: " + log.ownership());
    }
  }

  private void sent(SimulatedReplica replica, Output output) {
    story.add(replica.name() + " sends SN " + output.sn());
    Ownership all = log.ownership();
    Handover pending = all.pending();
    boolean mine = replica.name().equals(all.owner());
    boolean aboveCut =
        pending != null && pending.drained() != null && output.sn() > pending.drained().sn();
    // Nobody can know of a fence before having read it.
    if (!coordinator.hasFenced() && (!mine || aboveCut)) {
      throw new AssertionError(
          replica + " sends SN " + output.sn() + " although the log says " + all);
    }
    if (faults.lease() > 0 && unreadFor(replica) >= faults.lease()) {
      throw new AssertionError(replica + " sends, and has not read for " + unreadFor(replica));
    }
  }

  private void noteLandings() {
    while (landings.size() < log.end()) {
      landings.add(now);
    }
  }

  /** How long the first record of the log that it has not read has been there. */
  private long unreadFor(SimulatedReplica replica) {
    int next = (int) replica.read();
    return next < landings.size() ? now - landings.get(next) : 0;
  }

  private void tell(String what, Object of) {
    if (of != null) {
      story.add(what + " " + of);
    }
  }
}
