package dev.millrace.kafka;

import dev.millrace.controllog.SimulatedLease;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Gate;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.HashState;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A replica in a simulation: the real one, with its checkpoint, its sender and its reading. */
final class SimulatedReplica {
  private final String name;
  private final StagePlan plan;
  private final List<InputRecord> input;
  private final OutputTopics topics;
  private final SimulatedTopics broker;
  private final SimulatedControlLog log;
  private final Repairs repairs;
  private final BiConsumer<SimulatedReplica, Output> sends;
  private Supplier<SimulatedLease> leases = SimulatedLease::endless;
  private SavedReplica saved;
  private PartitionReplica running;
  private HashState cells;
  private SimulatedTopics.Sender sender;
  private SimulatedLease lease;
  private Tails tails;
  private long read;

  SimulatedReplica(
      String name,
      StagePlan plan,
      List<InputRecord> input,
      OutputTopics topics,
      SimulatedTopics broker,
      SimulatedControlLog log,
      Repairs repairs,
      BiConsumer<SimulatedReplica, Output> sends) {
    this.name = name;
    this.plan = plan;
    this.input = input;
    this.topics = topics;
    this.broker = broker;
    this.log = log;
    this.repairs = repairs;
    this.sends = sends;
  }

  /** From its next start on it sends under a lease. */
  void underLease(Supplier<SimulatedLease> newLeases) {
    leases = newLeases;
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
    lease = leases.get();
    lease.begin(read);
    Ownership said = log.ownershipBefore(read, record -> repairs.isHeededAtStart(name, record));
    Gate gate = new Gate(0, name, incarnation, repairs.knownAtStart(said));
    cells = saved.newState();
    sender = broker.open();
    OutputSession session =
        new DelegatingSession(repairs.session(sender)) {
          @Override
          public void send(OutputPartition partition, Output output, byte[] identity) {
            sends.accept(SimulatedReplica.this, output);
            super.send(partition, output, identity);
          }
        };
    running = new PartitionReplica(plan, 0, cells, topics, session, gate);
    if (gate.isOwner()) {
      session.fence();
    }
    tails = tails(saved.image() == null ? Map.of() : saved.image().positions());
    running.begin(saved.image(), tails);
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
      heedLease();
      running.process(input.get((int) running.nextOffset()));
    }
    return can;
  }

  void land() {
    sender.landOne();
  }

  void pump() {
    heedLease();
    running.pump();
  }

  /** Asks for the end of the control log, or hears the answer. */
  void renewLease() {
    lease.askOrHear(log.end());
  }

  private void heedLease() {
    running.silent(!lease.isValid());
  }

  /** Reads one more record of the control log; whether there was one. */
  boolean readOne() {
    if (read == log.end()) {
      return false;
    }
    heedLease();
    for (ControlRecord meant : log.meaning(running.ownership(), read)) {
      running.control(read, meant);
    }
    read++;
    lease.reached(read);
    return true;
  }

  /** Says what it has to say about a hand-over; that record, or null. */
  ControlRecord act() {
    if (running.needsTails()) {
      running.fence();
      Tails now = tails(running.positions());
      tails = running.isOwner() ? repairs.tailsOfOwner(tails, now) : now;
      running.tailsRead(tails);
    }
    ControlRecord next = running.nextPost();
    ControlRecord post = next == null ? null : repairs.said(running, next);
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

  /** How many records of the control log it has read. */
  long read() {
    return read;
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
