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
 * @param acknowledged greatest acknowledged frontier that any owner has reported
 * @param compared serial numbers at which both have reported equal hashes, or not
 * @param firstDifference first serial number known to differ, 0 if none is
 * @param differingKey record key there, or null
 */
public record PartitionObservation(
    int partition,
    Ownership ownership,
    long loadedSn,
    long sourceSn,
    long targetSn,
    long acknowledged,
    long compared,
    long firstDifference,
    String differingKey) {

  boolean isLoaded() {
    return loadedSn >= 0;
  }

  boolean isOwnedBy(String replica) {
    return replica.equals(ownership.owner());
  }

  boolean differs() {
    return firstDifference > 0;
  }
}
