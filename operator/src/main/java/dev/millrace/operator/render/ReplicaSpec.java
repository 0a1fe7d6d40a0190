package dev.millrace.operator.render;

import java.util.Map;
import java.util.TreeMap;

/**
 * A replica of a stage, all that its objects are rendered from beside the pipeline. It can be read
 * back from its ConfigMap ({@link ReplicaRecord}), which is how a new operator knows it.
 *
 * @param stage name of the stage in its pipeline
 * @param replica its name in the control log
 * @param placement where and how it runs
 * @param declared what the pipeline said when it was placed; a later difference is a wish to move
 * @param founder whether it brings the stage to life, or goes on from the stage's birth
 * @param inputFrom by partition, where a follower may have to begin to read
 * @param emptyBehind by partition, the serial number behind which it begins without state
 * @param placedBy the MigrationRequest that has placed it, or null
 * @param stopped whether it does not run, though it could be started again
 */
public record ReplicaSpec(
    String stage,
    String replica,
    ReplicaPlacement placement,
    ReplicaPlacement declared,
    boolean founder,
    Map<Integer, Long> inputFrom,
    Map<Integer, Long> emptyBehind,
    String placedBy,
    boolean stopped) {
  /** Takes copies, in order. */
  public ReplicaSpec {
    inputFrom = new TreeMap<>(inputFrom);
    emptyBehind = new TreeMap<>(emptyBehind);
  }

  /** A replica that runs. */
  public ReplicaSpec(
      String stage,
      String replica,
      ReplicaPlacement placement,
      ReplicaPlacement declared,
      boolean founder,
      Map<Integer, Long> inputFrom,
      Map<Integer, Long> emptyBehind,
      String placedBy) {
    this(stage, replica, placement, declared, founder, inputFrom, emptyBehind, placedBy, false);
  }

  /** The first replica of a stage. */
  public static ReplicaSpec founder(String stage, String replica, ReplicaPlacement placement) {
    return new ReplicaSpec(stage, replica, placement, placement, true, Map.of(), Map.of(), null);
  }

  /** The same, now that the stage is its own: without its state it begins at the stage's birth. */
  public ReplicaSpec settled() {
    return new ReplicaSpec(stage, replica, placement, declared, true, Map.of(), Map.of(), placedBy);
  }

  /** The same, stopped or running. */
  public ReplicaSpec stopped(boolean now) {
    return new ReplicaSpec(
        stage, replica, placement, declared, founder, inputFrom, emptyBehind, placedBy, now);
  }

  /** The same in another way or pool, where the pipeline now says this. */
  public ReplicaSpec placed(ReplicaPlacement where, ReplicaPlacement now) {
    return new ReplicaSpec(
        stage, replica, where, now, founder, inputFrom, emptyBehind, placedBy, stopped);
  }

  /** The same, where the pipeline now says this. */
  public ReplicaSpec declared(ReplicaPlacement now) {
    return placed(placement, now);
  }
}
