package dev.millrace.pod.stage;

import dev.millrace.kafka.StageMonitor;
import java.util.concurrent.CompletableFuture;

/** A replica that runs on one of the engines. */
interface RunningEngine {
  /** Completes with the reason when it cannot go on; an attempt that fails is no reason. */
  CompletableFuture<Throwable> failure();

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
