package dev.millrace.stream.migration;

import dev.millrace.stream.handover.Ownership;

/**
 * What is known of one partition.
 *
 * @param partition of the stage's input log
 * @param ownership what the control log says, read to its end
 * @param loadedSn serial number of the snapshot that the target has loaded, -1 as long as it has
 *     not
 * @param sourceSn frontier of the source, as last reported
 * @param targetSn frontier of the target, as last reported
 * @param behindMillis how far behind the source the target was when it last spoke
 * @param acknowledged greatest acknowledged frontier that any owner has reported
 * @param compared serial numbers at which both have reported equal hashes, or not
 * @param difference where the two differ, null if they are not known to
 * @param sourceAlive whether the source's present incarnation has something to go on from
 * @param targetLost whether the target has fallen silent, and the source has not
 * @param trouble what is in the way of either, for a person; null if nothing is known
 */
public record PartitionObservation(
    int partition,
    Ownership ownership,
    long loadedSn,
    long sourceSn,
    long targetSn,
    long behindMillis,
    long acknowledged,
    long compared,
    Difference difference,
    boolean sourceAlive,
    boolean targetLost,
    String trouble) {

  boolean isLoaded() {
    return loadedSn >= 0;
  }

  boolean hasJoined(String replica) {
    return ownership.incarnation(replica) != Ownership.NO_INCARNATION;
  }

  /** Serial numbers that the target is behind. */
  long lag() {
    return sourceSn - targetSn;
  }

  boolean isOwnedBy(String replica) {
    return replica.equals(ownership.owner());
  }

  boolean differs() {
    return difference != null;
  }
}
