package dev.millrace.stream.strategy;

import dev.millrace.stream.handover.Ownership;

/**
 * What is known of one partition.
 *
 * @param partition of the stage's input log
 * @param ownership what the control log says, read to its end
 * @param restsAt offset of the first record that the source has not processed while it stands still
 *     at its cut, or {@link #UNKNOWN}
 * @param heir to whom a router that owns the partition has decided to hand over, or null
 * @param verdict why it is the source, for a person; else null
 * @param givenUp why a hand-over of this migration ended without an opening, or null
 */
public record StrategyPartition(
    int partition, Ownership ownership, long restsAt, Origin heir, String verdict, String givenUp) {
  /** What no offset is. */
  public static final long UNKNOWN = -1;

  boolean isOwnedBy(String replica) {
    return replica.equals(ownership.owner());
  }

  boolean isFree() {
    return ownership.pending() == null;
  }

  boolean isDrained() {
    return ownership.pending() != null && ownership.pending().drained() != null;
  }
}
