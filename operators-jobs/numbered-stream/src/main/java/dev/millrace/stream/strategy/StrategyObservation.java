package dev.millrace.stream.strategy;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What is known of a migration, all of one moment or older.
 *
 * @param objection why the migration must not begin, null if nothing is against it
 * @param abort whether a person has said that it shall give up
 * @param targetJoined whether the target has joined every partition
 * @param sourceStopped whether the source does not run, though it could be started again
 * @param sourceGone whether nothing of the source is left
 * @param targetGone whether nothing of the target is left
 * @param temporaryReady whether the temporary topics of the migration are there
 * @param temporaryGone whether nothing of them is left
 * @param partitions in order, all of the stage
 */
public record StrategyObservation(
    String objection,
    boolean abort,
    boolean targetJoined,
    boolean sourceStopped,
    boolean sourceGone,
    boolean targetGone,
    boolean temporaryReady,
    boolean temporaryGone,
    List<StrategyPartition> partitions) {

  boolean allMatch(Predicate<StrategyPartition> property) {
    return partitions.stream().allMatch(property);
  }

  boolean anyOwnedBy(String replica) {
    return partitions.stream().anyMatch(at -> at.isOwnedBy(replica));
  }

  boolean allOwnedBy(String replica) {
    return allMatch(at -> at.isOwnedBy(replica) && at.isFree());
  }

  String givenUp() {
    return partitions.stream()
        .map(StrategyPartition::givenUp)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
