package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.stage.StagePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The stage for the stories of protocol.md, section 2: two real replicas, r1 owns the partition,
 * and whatever happens is said by the story. In the plan's input, the serial numbers 2, 3, 5 and 6
 * have an output, 1 and 4 have none.
 */
final class Play {
  /** How much of what is in flight lands when its sender dies: nothing, or everything. */
  private static final class Dice implements RandomGenerator {
    private boolean high;

    @Override
    public long nextLong() {
      return 0;
    }

    @Override
    public int nextInt(int bound) {
      return high ? bound - 1 : 0;
    }

    @Override
    public boolean nextBoolean() {
      return false;
    }
  }

  private static final StagePlan PLAN = SmallStage.plan();

  private final Dice dice = new Dice();
  final SimulatedControlLog log = new SimulatedControlLog(new Repairs());
  final SimulatedTopics topics;
  final SimulatedReplica r1;
  final SimulatedReplica r2;

  /** Both replicas run from the birth on; {@code strict} behind a broker that fences. */
  Play(boolean strict) {
    this(strict, PLAN);
  }

  /** The second replica computes something else. */
  Play(StagePlan second) {
    this(false, second);
  }

  private Play(boolean strict, StagePlan second) {
    OutputTopics partitions = OutputTopics.of(PLAN, topic -> SmallStage.OUTPUT_PARTITIONS);
    topics = new SimulatedTopics(partitions.all(), dice, strict);
    r1 = replica("r1", PLAN, partitions);
    r2 = replica("r2", second, partitions);
    log.append(new Birth(0, "r1", 1, 0));
    for (SimulatedReplica replica : List.of(r1, r2)) {
      replica.load(SavedReplica.BIRTH);
      replica.start();
    }
    read(r1);
  }

  private SimulatedReplica replica(String name, StagePlan plan, OutputTopics partitions) {
    return new SimulatedReplica(
        name,
        plan,
        SmallStage.input(),
        partitions,
        topics,
        log,
        new Repairs(),
        (who, output) -> {});
  }

  /** Processes up to a serial number; an owner sends what comes of it. */
  static void processTo(long sn, SimulatedReplica replica) {
    while (replica.sn() < sn) {
      replica.process();
    }
  }

  /** Everything in flight lands and is acknowledged. */
  static void landAll(SimulatedReplica replica) {
    do {
      replica.land();
      replica.pump();
    } while (replica.isSending());
  }

  /** Reads the control log to its end. */
  static void read(SimulatedReplica replica) {
    while (replica.readOne()) {
      // One record after the other.
    }
  }

  /** Crashes; of what is in flight nothing lands now, and perhaps later. */
  static void crash(SimulatedReplica replica) {
    replica.crash(true);
  }

  /** What dead senders left behind lands after all. */
  void oldSendsLand() {
    dice.high = true;
    topics.zombiesLand();
    dice.high = false;
  }

  long ask(SimulatedReplica from, SimulatedReplica to) {
    return log.append(new Switch(0, "m", from.name(), to.name(), 0, false));
  }

  long fence(SimulatedReplica from, SimulatedReplica to) {
    return log.append(new Fenced(0, "m", from.name(), to.name()));
  }

  void cancel(long id) {
    log.append(new Cancel(0, id));
  }

  /** The replica reads, says what it has to say, and that lands. */
  ControlRecord says(SimulatedReplica replica) {
    read(replica);
    replica.pump();
    ControlRecord said = replica.act();
    if (said != null) {
      log.landOldest();
    }
    return said;
  }

  /** A whole planned hand-over. */
  void handOver(SimulatedReplica from, SimulatedReplica to) {
    ask(from, to);
    says(from);
    landAll(from);
    says(from);
    says(to);
    read(from);
    read(to);
  }

  Ownership ownership() {
    return log.ownership();
  }

  /** Serial numbers with outputs in the topics, each as often as it is there, in order. */
  List<Long> written() {
    List<Long> all = new ArrayList<>();
    topics.logs.values().forEach(of -> of.forEach(one -> all.add(one.identity().sn())));
    return all.stream().sorted().toList();
  }
}
