package dev.millrace.stream.migration;

import java.util.List;

/**
 * What is known of a migration, all of one moment or older; every decision holds however old it is.
 *
 * @param objection why the migration must not begin (no such stage, no node, another migration,
 *     source is target), null if nothing is against it
 * @param targetReady whether the target has answered that it is ready
 * @param targetGone whether nothing of the target is left
 * @param sourceGone whether nothing of the source is left
 * @param promote whether a person has said that it shall switch
 * @param abort whether a person has said that it shall give up
 * @param rollBack whether a person has said that it shall go back
 * @param partitions in order, all of the stage
 */
public record MigrationObservation(
    String objection,
    boolean targetReady,
    boolean targetGone,
    boolean sourceGone,
    boolean promote,
    boolean abort,
    boolean rollBack,
    List<PartitionObservation> partitions) {

  long compared() {
    return partitions.stream().mapToLong(PartitionObservation::compared).sum();
  }

  /** The first partition that differs, or null. */
  PartitionObservation differing() {
    return partitions.stream().filter(PartitionObservation::differs).findFirst().orElse(null);
  }

  boolean isDifferenceSought() {
    return partitions.stream().anyMatch(at -> at.differs() && at.difference().sought());
  }

  boolean allOwnedBy(String replica) {
    return partitions.stream()
        .allMatch(at -> at.isOwnedBy(replica) && at.ownership().pending() == null);
  }

  boolean anyOwnedBy(String replica) {
    return partitions.stream().anyMatch(at -> at.isOwnedBy(replica));
  }
}
