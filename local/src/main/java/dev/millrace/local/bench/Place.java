package dev.millrace.local.bench;

import java.util.Locale;

/**
 * Where a replica runs.
 *
 * @param process name of the JVM; one with this name is shared by all that are placed in it
 * @param engine of that JVM
 * @param parallelism number of tasks
 */
public record Place(String process, Contender engine, int parallelism) {

  /** In the JVM for all replicas on this engine. */
  public static Place on(Contender engine, int parallelism) {
    return new Place(engine.name().toLowerCase(Locale.ROOT), engine, parallelism);
  }

  @Override
  public String toString() {
    return engine == Contender.FLINK ? "Flink" : "light";
  }
}
