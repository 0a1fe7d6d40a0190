package dev.millrace.stream.handover;

import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Opened;

/**
 * What one incarnation of a replica may send of one partition, and what it has to say about a
 * hand-over (protocol.md, section 1). Role and limits come from the control log it has read, never
 * from a checkpoint; only the cut that it has chosen and not posted yet is its own, and that is
 * forgotten at a restart. One thread.
 */
public final class Gate {
  /** A limit that is none. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  private static final long NONE = -1;

  private final int partition;
  private final String self;
  private final long incarnation;
  private final int generation;
  private Ownership ownership;
  private long cut = NONE;
  private long posted = NONE;

  /**
   * A gate of a replica that has read the log up to its own {@link ControlRecord.Joined}.
   *
   * @param incarnation offset of that record
   * @param ownership what the log says up to it
   */
  public Gate(int partition, String self, long incarnation, Ownership ownership) {
    this.partition = partition;
    this.self = self;
    this.incarnation = incarnation;
    this.generation = ownership.generation();
    this.ownership = ownership;
  }

  /** A gate without a control log: the replica is the only one there is, and owns the partition. */
  public static Gate open(int partition, int generation) {
    String only = "only";
    return new Gate(
        partition,
        only,
        Ownership.NO_INCARNATION,
        Ownership.NONE.after(0, new ControlRecord.Birth(partition, only, generation, 0)));
  }

  /** Takes the next record of this partition. */
  public void read(long offset, ControlRecord record) {
    Ownership next = ownership.after(offset, record);
    if (pendingId(next) != pendingId(ownership)) {
      cut = NONE;
      posted = NONE;
    }
    ownership = next;
  }

  private static long pendingId(Ownership of) {
    return of.pending() == null ? NONE : of.pending().id();
  }

  /** What the log says as far as it has been read. */
  public Ownership ownership() {
    return ownership;
  }

  /** Whether this replica owns the partition. */
  public boolean isOwner() {
    return self.equals(ownership.owner());
  }

  /**
   * Whether a later incarnation of this replica has joined, or the stage has begun anew; this one
   * has to end.
   */
  public boolean isSuperseded() {
    return ownership.incarnation(self) > incarnation || isOfEarlierGeneration();
  }

  /** Whether the stage has begun anew since this replica joined: its state is no longer wanted. */
  public boolean isOfEarlierGeneration() {
    return generation != Ownership.NONE.generation() && ownership.generation() != generation;
  }

  /**
   * Whether the replica must not process a further record, so that its state stays what it is at
   * the cut.
   *
   * @param sn serial number of the last record processed
   */
  public boolean mustStandStill(long sn) {
    Handover pending = ownership.pending();
    return pending != null
        && pending.passage().standsStill()
        && pending.from().equals(self)
        && sn >= cutLimit();
  }

  /** The hand-over for which the state at the cut has to be brought on its way, or null. */
  public Handover stateDue(long sn) {
    Handover pending = ownership.pending();
    return mustStandStill(sn) && pending.drained() == null && pending.passage().movesState()
        ? pending
        : null;
  }

  /** Whether a router owns the partition, and takes what this replica computes. */
  public boolean isRouted() {
    return ownership.routed() && !isOwner() && !isSuperseded();
  }

  /** The highest serial number whose outputs may be sent now. */
  public long sendLimit() {
    return isOwner() && !isSuperseded() && !isFencedOff() ? cutLimit() : 0;
  }

  /**
   * The serial number at which base has to wait, so that the hashes at a cut are not dropped before
   * they have been posted.
   */
  public long dropLimit() {
    return isOwner() ? cutLimit() : NO_LIMIT;
  }

  /** Whether a fence asks this replica to take over, so that it must read the tails anew. */
  public boolean mustReadTails() {
    Handover pending = ownership.pending();
    return pending != null && pending.fence() && pending.to().equals(self);
  }

  /**
   * Does what is due and gives the record that has to be appended, if any. Each is given once a
   * hand-over, unless {@link #lost} says that it did not reach the log.
   */
  public ControlRecord next(ReplicaView view) {
    Handover pending = ownership.pending();
    if (pending == null || posted == pending.id() || isSuperseded()) {
      return null;
    }
    ControlRecord post = null;
    if (pending.fence()) {
      post = pending.to().equals(self) ? takeOver(pending, view) : null;
    } else if (pending.drained() == null) {
      post = pending.from().equals(self) ? drain(pending, view) : null;
    } else if (pending.to().equals(self)) {
      post = compare(pending, view);
    }
    if (post != null) {
      posted = pending.id();
    }
    return post;
  }

  /** The record that {@link #next} gave last did not reach the log, as far as is known. */
  public void lost() {
    posted = NONE;
  }

  private boolean isFencedOff() {
    return ownership.pending() != null && ownership.pending().fence();
  }

  private long cutLimit() {
    Handover pending = ownership.pending();
    if (pending != null && pending.drained() != null) {
      return pending.drained().sn();
    }
    return cut == NONE ? NO_LIMIT : cut;
  }

  private ControlRecord drain(Handover pending, ReplicaView view) {
    // Below any of these the target may have let go of its hashes, or outputs be in the topics.
    long least = Math.max(pending.minCut(), Math.max(view.tailSn(), ownership.openSn()));
    if (cut == NONE && view.sn() >= least) {
      cut = view.sn();
    }
    boolean moved = !pending.passage().movesState() || view.hasPassedState(pending.id());
    return cut != NONE && view.base() >= cut && moved
        ? new Drained(partition, pending.id(), incarnation, view.cutAt(cut))
        : null;
  }

  private ControlRecord compare(Handover pending, ReplicaView view) {
    Cut theirs = pending.drained();
    if (view.sn() < theirs.sn()) {
      return null;
    }
    if (view.base() > theirs.sn()) {
      // Nobody can compare at this cut any more; a later one can be (docs/adr/0006).
      return new Cancel(partition, pending.id());
    }
    if (pending.forced() || theirs.equals(view.cutAt(theirs.sn()))) {
      return new Opened(partition, pending.id(), incarnation, theirs.sn());
    }
    boolean known = view.firstDifference() > 0;
    return new Diverged(
        partition,
        pending.id(),
        incarnation,
        known ? view.firstDifference() : theirs.sn(),
        known ? view.differingKey() : null);
  }

  private ControlRecord takeOver(Handover pending, ReplicaView view) {
    long complete = view.completeSn(pending.id());
    return complete >= view.base()
        ? new Opened(partition, pending.id(), incarnation, complete)
        : null;
  }
}
