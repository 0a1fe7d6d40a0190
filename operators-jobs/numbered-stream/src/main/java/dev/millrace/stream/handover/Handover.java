package dev.millrace.stream.handover;

/**
 * A hand-over that is under way; a partition has at most one.
 *
 * @param id offset of its {@link ControlRecord.Switch} or {@link ControlRecord.Fenced}
 * @param migration on whose behalf, so that a coordinator knows its own after a restart
 * @param fence whether the owner is presumed lost, so that nobody drains
 * @param from replica that owns the partition
 * @param to replica that is to own it
 * @param minCut serial number below which the source must not cut
 * @param forced whether the target opens without comparing
 * @param passage what becomes of the state
 * @param drained where the source has stopped, null as long as it has not
 */
public record Handover(
    long id,
    String migration,
    boolean fence,
    String from,
    String to,
    long minCut,
    boolean forced,
    StatePassage passage,
    Cut drained) {

  /** A hand-over to a target that has followed. */
  public Handover(
      long id,
      String migration,
      boolean fence,
      String from,
      String to,
      long minCut,
      boolean forced,
      Cut drained) {
    this(id, migration, fence, from, to, minCut, forced, StatePassage.FOLLOWED, drained);
  }

  Handover drainedAt(Cut cut) {
    return new Handover(id, migration, fence, from, to, minCut, forced, passage, cut);
  }
}
