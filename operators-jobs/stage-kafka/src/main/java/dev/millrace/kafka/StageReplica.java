package dev.millrace.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which replica of a stage somebody is.
 *
 * @param name in the control log, unique among the stage's replicas
 * @param founder whether it brings the stage to life if it has not been born; any other waits for a
 *     snapshot of the owner's
 * @param inputFrom by partition, an offset of the input log from which on it may need records
 *     before it has a checkpoint; empty for a founder
 * @param emptyBehind by partition, the serial number behind which it begins without any state, at
 *     the offset that {@code inputFrom} gives; where none is given it waits for a snapshot
 */
public record StageReplica(
    String name, boolean founder, Map<Integer, Long> inputFrom, Map<Integer, Long> emptyBehind)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a map that can travel. */
  public StageReplica {
    inputFrom = new TreeMap<>(inputFrom);
    emptyBehind = emptyBehind == null ? new TreeMap<>() : new TreeMap<>(emptyBehind);
  }

  /** A replica that begins the stage. */
  public static StageReplica founder(String name) {
    return new StageReplica(name, true, Map.of(), Map.of());
  }

  /** A replica that begins with a snapshot, not before these offsets. */
  public static StageReplica follower(String name, Map<Integer, Long> inputFrom) {
    return new StageReplica(name, false, inputFrom, Map.of());
  }

  /** A replica that begins without any state, at these offsets, behind these serial numbers. */
  public static StageReplica empty(
      String name, Map<Integer, Long> inputFrom, Map<Integer, Long> emptyBehind) {
    return new StageReplica(name, false, inputFrom, emptyBehind);
  }

  boolean beginsEmpty(int partition) {
    return emptyBehind.containsKey(partition);
  }

  /** The serial number behind which it has begun without any state, or 0. */
  long emptyFrom(int partition) {
    return emptyBehind.getOrDefault(partition, 0L);
  }
}
