package dev.millrace.stream.handover;

import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.CutsRequested;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Joined;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.SnapshotRequested;
import dev.millrace.stream.handover.ControlRecord.State;
import dev.millrace.stream.handover.ControlRecord.Switch;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who owns a partition, as a prefix of the control log says (protocol.md, R0). A record that is not
 * valid at its place changes nothing, ever. Immutable.
 *
 * @param generation of the birth, 0 before it
 * @param birthOffset offset of SN 1 in the input log
 * @param owner null before the birth
 * @param openSn the owner owns every serial number above it
 * @param routed whether the owner is a router ({@link StatePassage#ROUTED})
 * @param incarnations of each replica the offset of its last {@link Joined}
 * @param pending the hand-over under way, or null
 */
public record Ownership(
    int generation,
    long birthOffset,
    String owner,
    long openSn,
    boolean routed,
    SortedMap<String, Long> incarnations,
    Handover pending) {

  /** An ownership without a router. */
  public Ownership(
      int generation,
      long birthOffset,
      String owner,
      long openSn,
      SortedMap<String, Long> incarnations,
      Handover pending) {
    this(generation, birthOffset, owner, openSn, false, incarnations, pending);
  }

  /** What an empty log says. */
  public static final Ownership NONE =
      new Ownership(0, 0, null, 0, Collections.emptySortedMap(), null);

  /** What no offset is. */
  public static final long NO_INCARNATION = -1;

  /**
   * What the log says up to and with one more record; this very object if the record is void.
   *
   * @param offset of the record in the log
   */
  public Ownership after(long offset, ControlRecord record) {
    return switch (record) {
      case Birth birth -> born(birth);
      case Joined joined -> joined(joined.replica(), offset);
      case Switch asked -> mayBegin(asked) ? pending(begun(offset, asked)) : this;
      case Drained drained ->
          isDrainedBySource(drained) ? pending(pending.drainedAt(drained.cut())) : this;
      case Opened opened -> isOpenedByTarget(opened) ? openedAt(opened.sn()) : this;
      case Diverged diverged -> isFromTarget(diverged) ? pending(null) : this;
      case Cancel cancel -> isPending(cancel.id()) ? pending(null) : this;
      case Fenced fenced -> mayFence(fenced) ? pending(begun(offset, fenced)) : this;
      case SnapshotRequested snapshot -> this;
      case CutsRequested cuts -> this;
      // Repeats what the records before it have said.
      case State state -> this;
    };
  }

  /** Offset of the last {@link Joined} of a replica, or {@link #NO_INCARNATION}. */
  public long incarnation(String replica) {
    return incarnations.getOrDefault(replica, NO_INCARNATION);
  }

  /** Whether this hand-over is the one under way. */
  public boolean isPending(long id) {
    return pending != null && pending.id() == id;
  }

  private boolean mayBegin(Switch asked) {
    return pending == null && isTransfer(asked.from(), asked.to());
  }

  /** A fence takes the place of a switch, whose records are void from then on. */
  private boolean mayFence(Fenced fenced) {
    return (pending == null || !pending.fence()) && isTransfer(fenced.from(), fenced.to());
  }

  private boolean isTransfer(String from, String to) {
    return from.equals(owner) && !to.equals(from);
  }

  private boolean isDrainedBySource(Drained drained) {
    return isPending(drained.id())
        && !pending.fence()
        && pending.drained() == null
        && drained.incarnation() == incarnation(pending.from());
  }

  private boolean isOpenedByTarget(Opened opened) {
    return isPending(opened.id())
        && opened.incarnation() == incarnation(pending.to())
        && (pending.fence() || pending.drained() != null && pending.drained().sn() == opened.sn());
  }

  private boolean isFromTarget(Diverged diverged) {
    return isPending(diverged.id())
        && pending.drained() != null
        && diverged.incarnation() == incarnation(pending.to());
  }

  private static Handover begun(long id, Switch asked) {
    return new Handover(
        id,
        asked.migration(),
        false,
        asked.from(),
        asked.to(),
        asked.minCut(),
        asked.forced(),
        asked.passage(),
        null);
  }

  private static Handover begun(long id, Fenced fenced) {
    return new Handover(id, fenced.migration(), true, fenced.from(), fenced.to(), 0, false, null);
  }

  /** A new birth ends whatever was under way: its records are void without a pending hand-over. */
  private Ownership born(Birth birth) {
    boolean isNext = birth.generation() - 1 == generation;
    return owner != null && !isNext
        ? this
        : new Ownership(
            birth.generation(), birth.offset(), birth.replica(), 0, false, incarnations, null);
  }

  private Ownership joined(String replica, long offset) {
    SortedMap<String, Long> all = new TreeMap<>(incarnations);
    all.put(replica, offset);
    return new Ownership(
        generation,
        birthOffset,
        owner,
        openSn,
        routed,
        Collections.unmodifiableSortedMap(all),
        pending);
  }

  private Ownership pending(Handover next) {
    return new Ownership(generation, birthOffset, owner, openSn, routed, incarnations, next);
  }

  private Ownership openedAt(long sn) {
    boolean toRouter = pending.passage() == StatePassage.ROUTED;
    return new Ownership(generation, birthOffset, pending.to(), sn, toRouter, incarnations, null);
  }
}
