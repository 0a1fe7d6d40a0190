package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Gate;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.HashState;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A replica in a simulation: the real one, with its checkpoint, its sender and its reading. */
final class SimulatedReplica {
  private final String name;
  private final StagePlan plan;
  private final List<InputRecord> input;
  private final OutputTopics topics;
  private final SimulatedTopics broker;
  private final SimulatedControlLog log;
  private final Repairs repairs;
  private final BiConsumer<String, Output> sends;
  private SavedReplica saved;
  private PartitionReplica running;
  private HashState cells;
  private SimulatedTopics.Sender sender;
  private long read;

  SimulatedReplica(
      String name,
      StagePlan plan,
      List<InputRecord> input,
      OutputTopics topics,
      SimulatedTopics broker,
      SimulatedControlLog log,
      Repairs repairs,
      BiConsumer<String, Output> sends) {
    this.name = name;
    this.plan = plan;
    this.input = input;
    this.topics = topics;
    this.broker = broker;
    this.log = log;
    this.repairs = repairs;
    this.sends = sends;
  }

  String name() {
    return name;
  }

  boolean isUp() {
    return running != null;
  }

  boolean hasState() {
    return saved != null;
  }

  /** Takes a checkpoint, or a snapshot of another replica, to start from. */
  void load(SavedReplica image) {
    saved = image;
  }

  /** Protocol.md, section 1, "Replica r, on start". */
  void start() {
    long incarnation = log.append(new ControlRecord.Joined(0, name));
    read = log.end();
    Gate gate =
        new Gate(
            0,
            name,
            incarnation,
            log.ownershipBefore(read, record -> repairs.isHeededAtStart(name, record)));
    cells = saved.newState();
    sender = broker.open();
    OutputSession session =
        new DelegatingSession(repairs.session(sender)) {
          @Override
          public void send(OutputPartition partition, Output output, byte[] identity) {
            sends.accept(name, output);
            super.send(partition, output, identity);
          }
        };
    running = new PartitionReplica(plan, 0, cells, topics, session, gate);
    if (gate.isOwner()) {
      session.fence();
    }
    running.begin(saved.image(), tails(saved));
  }

  private Tails tails(SavedReplica from) {
    return tails(from.image() == null ? Map.of() : from.image().positions());
  }

  private Tails tails(Map<OutputPartition, Long> positions) {
    return repairs.tails(broker.tails(positions));
  }

  void crash(boolean mayLandLater) {
    sender.dies(mayLandLater);
    running = null;
  }

  /** Processes the next record of the input; whether there was one, and room for it. */
  boolean process() {
    boolean can = running.nextOffset() < input.size() && running.hasRoom();
    if (can) {
      running.process(input.get((int) running.nextOffset()));
    }
    return can;
  }

  void land() {
    sender.landOne();
  }

  void pump() {
    running.pump();
  }

  /** Reads one more record of the control log; whether there was one. */
  boolean readOne() {
    if (read == log.end()) {
      return false;
    }
    for (ControlRecord meant : repairs.meaning(running.ownership(), log.at(read))) {
      running.control(read, meant);
    }
    read++;
    return true;
  }

  /** Says what it has to say about a hand-over; that record, or null. */
  ControlRecord act() {
    if (running.needsTails()) {
      running.fence();
      running.tailsRead(tails(running.positions()));
    }
    ControlRecord post = running.nextPost();
    if (post != null) {
      PartitionReplica poster = running;
      log.post(post, poster::postLost);
    }
    return post;
  }

  /** The acknowledged frontier, if it owns the partition as far as it has read, else -1. */
  long report() {
    return running.isOwner() ? repairs.report(running) : -1;
  }

  /** Serial number of the last record, whether it owns the partition or not. */
  long sn() {
    return running.sn();
  }

  /** Its hashes at a serial number, null if it has none. */
  Cut cutAt(long sn) {
    return running.cutAt(sn);
  }

  void reported(long frontier) {
    running.reported(frontier);
  }

  /** A snapshot for another replica. */
  SavedReplica snapshot() {
    return repairs.snapshot(SavedReplica.of(running.image(), cells));
  }

  void checkpoint() {
    saved = repairs.checkpoint(SavedReplica.of(running.image(), cells), broker);
    running.checkpointed(saved.image().base());
  }

  boolean isSettled() {
    return read == log.end() && running.nextOffset() == input.size() && running.isSettled();
  }

  /** How many outputs are in flight. */
  long inFlight() {
    return sender.inFlight();
  }

  /** Whether something is in flight, or may be sent. */
  boolean isSending() {
    return !sender.isFencedOff() && (sender.hasInFlight() || running.hasUnsent());
  }

  boolean isOwner() {
    return running.isOwner();
  }

  @Override
  public String toString() {
    return running == null
        ? name + " down"
        : name
            + " sn="
            + running.sn()
            + " reports="
            + running.reportableFrontier()
            + " read="
            + read;
  }
}
