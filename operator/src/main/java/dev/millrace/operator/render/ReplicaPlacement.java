package dev.millrace.operator.render;

import dev.millrace.api.StageSpec.Engine;

/**
 * Where and how a replica runs.
 *
 * @param pool name of the NodePool
 * @param engine what runs it
 * @param parallelism its threads or tasks
 */
public record ReplicaPlacement(String pool, Engine engine, int parallelism) {
  @Override
  public String toString() {
    return pool + "/" + engine + "/" + parallelism;
  }

  /**
   * Reads what {@link #toString} has written.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static ReplicaPlacement parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("no placement: '" + text + "'");
    }
    return new ReplicaPlacement(parts[0], Engine.valueOf(parts[1]), Integer.parseInt(parts[2]));
  }
}
