package dev.millrace.pod.stage;

import dev.millrace.kafka.StageMonitor;

/** A replica that runs on one of the engines. */
interface RunningEngine {
  /** Stops it gracefully. */
  void close();

  /**
   * Starts a replica on the engine of its configuration. What is an engine's own is in a class of
   * its own, so that nothing of Flink is loaded for a replica on the light engine.
   */
  static RunningEngine start(StageConfiguration configuration, StageMonitor monitor) {
    return switch (configuration.engine()) {
      case Light -> LightReplica.start(configuration, monitor);
      case Flink -> FlinkReplica.start(configuration, monitor);
    };
  }
}
