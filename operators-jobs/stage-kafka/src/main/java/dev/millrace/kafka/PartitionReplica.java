package dev.millrace.kafka;

import dev.millrace.controllog.LocatedCut;
import dev.millrace.controllog.OutputTimes;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Gate;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.replica.Entries;
import dev.millrace.stream.replica.Entry;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.PartitionStage;
import dev.millrace.stream.stage.StageImage;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One partition of a running stage: the deterministic machine, its entries, and what of them is in
 * the output topics. The same in every engine; the engine brings records, threads and checkpoints.
 * One thread.
 */
public final class PartitionReplica {
  private static final long NONE = -1;

  private final StagePlan plan;
  private final int partition;
  private final StateStore store;
  private final OutputTopics topics;
  private final OutputSession session;
  private final Gate gate;
  private final ReplicaMeter meter = new ReplicaMeter();
  private final List<Output> produced = new ArrayList<>();
  private final PartitionStage stage;
  private final KnownOutputs known;
  private final String identityPrefix;
  private final StageCuts cuts;
  private final OutputClock clock = new OutputClock(System::nanoTime);
  private OutputPositions positions;
  private Entries entries;
  private boolean mustFence;
  private boolean silent;
  private boolean durable = true;
  private long passedFor = NONE;
  private Shadowing shadowing = Shadowing.never();

  /**
   * A replica that must be begun before its first record.
   *
   * @param gate has read the control log up to this incarnation's Joined
   */
  public PartitionReplica(
      StagePlan plan,
      int partition,
      StateStore store,
      OutputTopics topics,
      OutputSession session,
      Gate gate) {
    this.gate = gate;
    this.plan = plan;
    this.partition = partition;
    this.store = store;
    this.topics = topics;
    this.session = session;
    this.stage = new PartitionStage(plan, partition, store);
    this.cuts = new StageCuts(stage);
    this.known = new KnownOutputs(topics, partition, plan.generation());
    this.identityPrefix = Identity.prefix(plan.identityName(), plan.generation(), partition);
  }

  /** Says what becomes of its outputs while a router owns the partition. */
  PartitionReplica with(Shadowing whileRouted) {
    shadowing = whileRouted;
    return this;
  }

  /**
   * Begins at a checkpoint, whose cells are in the store already, or at the stage's birth.
   *
   * @param image null at birth
   * @param inTopics the tails, read after earlier sessions were fenced, from the image's positions
   */
  public void begin(ReplicaImage image, Tails inTopics) {
    known.read(inTopics);
    if (image == null) {
      stage.restore(StageImage.atBirth(gate.ownership().birthOffset()));
      entries = new Entries(0, 0, 0);
      positions = OutputPositions.atBirth(topics);
    } else {
      stage.restore(image.stage());
      entries = new Entries(image.base(), image.baseChain(), image.baseDigest());
      for (Entry entry : image.entries()) {
        entries.append(entry.outputs(), entry.chain(), entry.digest(), false);
        for (Output output : entry.outputs()) {
          route(output);
        }
      }
      positions = OutputPositions.restored(topics, image);
    }
    positions.raise(partition, plan.generation(), entries.base(), inTopics);
    cuts.begin();
    keepHistory();
    if (gate.isOwner()) {
      entries.completeUpTo(gate.ownership().openSn());
    }
    pump();
  }

  /** Takes the next record of the control log about this partition. */
  public void control(long offset, ControlRecord record) {
    boolean owned = gate.isOwner();
    boolean routed = gate.isRouted();
    boolean fenced = gate.mustReadTails() && !needsTails();
    gate.read(offset, record);
    keepHistory();
    if (gate.isRouted() && !routed) {
      entries.emitFromBase();
    }
    if (gate.isOwner() && !owned) {
      mustFence = session.fences() && !fenced;
      clock.opened();
      entries.completeUpTo(gate.ownership().openSn());
      entries.emitFromBase();
    }
    pump();
  }

  /** Only where there is, or was, somebody to differ from. */
  private void keepHistory() {
    if (gate.ownership().incarnations().size() > 1) {
      cuts.keepHistory();
    }
  }

  /** Takes what the owner says it has acknowledged; any true report, however old. */
  public void reported(long frontier) {
    if (!gate.isOwner()) {
      entries.dropReported(frontier);
    }
  }

  /**
   * The record that has to be appended to the control log now, or null. A replica that has nothing
   * durable of its own takes over nothing: after a crash it would own what it knows nothing of.
   */
  public ControlRecord nextPost() {
    boolean mayAnswer = durable || gate.isOwner();
    return mayAnswer ? gate.next(new GateView(entries, known, passedFor)) : null;
  }

  /** The hand-over for which this replica's state has to be passed on as it is now, or null. */
  Handover stateDue() {
    Handover due = gate.stateDue(entries.sn());
    return due == null || passedFor == due.id() ? null : due;
  }

  /** Notes that its state is where the target of this hand-over can take it. */
  void statePassed(long handover) {
    passedFor = handover;
  }

  /** Whether a crash leaves it something to go on from. */
  public boolean isDurable() {
    return durable;
  }

  /** Notes that it has begun with somebody else's snapshot, which is lost with the process. */
  void notDurable() {
    durable = false;
  }

  /** The record that {@link #nextPost} gave last may not have reached the log. */
  public void postLost() {
    gate.lost();
  }

  /**
   * Whether {@link #fence} must be called, and then {@link #tailsRead} with tails that were read
   * after it: to take over from a lost owner, and before the first send of any other owner that
   * fences. If another replica fences after that, by reading an old part of the log, nothing of
   * what this one sends is taken; so what is not in these tails was sent by nobody else.
   */
  public boolean needsTails() {
    return mustFence || gate.mustReadTails() && !known.isReadFor(gate.ownership().pending().id());
  }

  /** Makes earlier senders impossible where the delivery mode can; before the tails are read. */
  public void fence() {
    session.fence();
  }

  /** Takes tails that were read from {@link #positions} on. */
  public void tailsRead(Tails inTopics) {
    mustFence = false;
    if (gate.mustReadTails()) {
      known.readFor(gate.ownership().pending().id(), inTopics);
    } else {
      known.read(inTopics);
    }
    positions.raise(partition, plan.generation(), entries.base(), inTopics);
  }

  /** Per output partition an offset from which on the tail tells what lies above base. */
  public Map<OutputPartition, Long> positions() {
    return positions.toMap();
  }

  /** Processes one record and sends what may be sent. */
  public void process(InputRecord record) {
    long before = stage.sn();
    stage.process(record, produced);
    if (stage.sn() != before) {
      for (Output output : produced) {
        route(output);
      }
      entries.append(
          produced, stage.chainHash(), stage.stateDigest(), stage.sn() <= ownersDropLimit());
      produced.clear();
      cuts.processed(record.offset());
      emit();
    }
  }

  /** What it was at the serial numbers at which every replica says so, since it was asked last. */
  List<Cut> takeCuts() {
    return cuts.take();
  }

  /** What it was at each of these serial numbers, as far as it still knows. */
  List<LocatedCut> history(long fromSn, long toSn) {
    return cuts.between(fromSn, toSn);
  }

  /** Whether it may send at all; an owner that cannot read the control log's end may not. */
  void silent(boolean mustBeSilent) {
    silent = mustBeSilent;
  }

  /** Drops what has been acknowledged and sends what may be sent. */
  public void pump() {
    // Only of one that may send: that a successor has fenced its session is no failure of a shadow.
    if (sendLimit() > 0) {
      session.check();
    }
    shadowing.check();
    clock.drop(entries, ownersDropLimit(), positions);
    emit();
    meter.publish(stage, entries, store.size(), gate.isOwner());
  }

  /** When its outputs were acknowledged. */
  OutputTimes outputTimes() {
    return clock.times();
  }

  /** Only an owner drops by its own acknowledgements. */
  private long ownersDropLimit() {
    return gate.isOwner() ? gate.dropLimit() : 0;
  }

  private long sendLimit() {
    return mustFence || silent ? 0 : gate.sendLimit();
  }

  private void emit() {
    if (gate.isRouted()) {
      shadowing.send(entries, partition, this::identity);
    } else {
      emitAsOwner();
    }
  }

  private void emitAsOwner() {
    long limit = sendLimit();
    Output next = entries.nextToEmit();
    while (next != null && next.sn() <= limit) {
      OutputPartition to = topics.route(next, partition);
      if (next.isAcknowledged() || known.contains(to, next)) {
        if (!next.isAcknowledged()) {
          next.acknowledge(Output.SOMEWHERE);
          meter.skipped();
        }
      } else if (session.ready(to)) {
        session.send(to, next, identity(next));
      } else {
        return;
      }
      entries.emitted();
      next = entries.nextToEmit();
    }
  }

  private void route(Output output) {
    topics.route(output, partition);
  }

  private byte[] identity(Output output) {
    return Identity.header(identityPrefix, output.sn(), output.index());
  }

  /**
   * Whether another record may be processed: there is room for its outputs, and the replica does
   * not stand still for a hand-over.
   */
  public boolean hasRoom() {
    return !mustStandStill() && Retention.hasRoom(entries);
  }

  /** Whether its state has to stay what it is, because it is being handed over. */
  public boolean mustStandStill() {
    return gate.mustStandStill(entries.sn());
  }

  /** Whether every output so far that is this replica's to send is in the output topics. */
  public boolean isSettled() {
    return entries.base() >= Math.min(entries.sn(), gate.dropLimit());
  }

  /** Whether there is an output that may be sent and has not been. */
  public boolean hasUnsent() {
    Output next = entries.nextToEmit();
    return next != null && (next.sn() <= sendLimit() || gate.isRouted());
  }

  /** What the control log says as far as this replica has read it. */
  public Ownership ownership() {
    return gate.ownership();
  }

  /** Whether this replica owns the partition, as far as it has read the control log. */
  public boolean isOwner() {
    return gate.isOwner();
  }

  /** Whether a later incarnation has taken this one's place. */
  public boolean isSuperseded() {
    return gate.isSuperseded();
  }

  /** Chain hash and state digest at a serial number of (base, SN] or at base; null outside. */
  public Cut cutAt(long sn) {
    return entries.cutAt(sn);
  }

  /** The acknowledged frontier as an owner reports it to its shadows. */
  public long reportableFrontier() {
    return shadowing.reportable(entries.findableBase());
  }

  /** Notes that a checkpoint, whose {@link ReplicaImage#base} was this one, is durable. */
  public void checkpointed(long durableBase) {
    durable = true;
    entries.checkpointed(durableBase);
  }

  /** What a checkpoint holds beside the cells; call {@link #pump} first to make it small. */
  public ReplicaImage image() {
    return new ReplicaImage(
        plan.generation(),
        stage.image(),
        entries.base(),
        entries.baseChain(),
        entries.baseDigest(),
        entries.toList(),
        positions.toMap());
  }

  /** Offset of the next record that the replica has not processed. */
  public long nextOffset() {
    return stage.nextOffset();
  }

  /** The serial number of the last record. */
  public long sn() {
    return stage.sn();
  }

  /** Outputs produced since the start. */
  long outputs() {
    return stage.outputs();
  }

  /** The partition of the input log. */
  public int partition() {
    return partition;
  }

  /** Figures for other threads. */
  public ReplicaMeter meter() {
    return meter;
  }
}
