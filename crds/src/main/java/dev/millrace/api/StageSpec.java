package dev.millrace.api;

import java.util.List;

/** One input log, steps, one output log: the unit of deployment and of migration. */
public record StageSpec(
    String name,
    String from,
    String pool,
    Engine engine,
    Integer parallelism,
    String standby,
    List<StepSpec> steps,
    OutputSpec to,
    String allowedLateness,
    String late,
    String deadLetters,
    Delivery delivery,
    String commitInterval,
    String checkpointInterval,
    StateBackend stateBackend,
    ResourcesSpec resources) {
  /** What runs the stage; the default follows the pool's tier. */
  public enum Engine {
    Light,
    Flink
  }

  /** How readers are protected from repeats after a crash. */
  public enum Delivery {
    Numbered,
    ExactlyOnce
  }

  /** Where Flink keeps state. */
  public enum StateBackend {
    Heap,
    RocksDB
  }
}
