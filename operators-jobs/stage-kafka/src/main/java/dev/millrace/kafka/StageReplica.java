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
 */
public record StageReplica(String name, boolean founder, Map<Integer, Long> inputFrom)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a map that can travel. */
  public StageReplica {
    inputFrom = new TreeMap<>(inputFrom);
  }

  /** A replica that begins the stage. */
  public static StageReplica founder(String name) {
    return new StageReplica(name, true, Map.of());
  }

  /** A replica that begins with a snapshot, not before these offsets. */
  public static StageReplica follower(String name, Map<Integer, Long> inputFrom) {
    return new StageReplica(name, false, inputFrom);
  }
}
