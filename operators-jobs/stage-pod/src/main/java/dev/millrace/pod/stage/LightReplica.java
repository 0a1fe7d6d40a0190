package dev.millrace.pod.stage;

import dev.millrace.kafka.StageMonitor;
import dev.millrace.light.LightStage;
import java.util.concurrent.CompletableFuture;

/** A replica on the light engine. */
record LightReplica(LightStage stage) implements RunningEngine {
  static RunningEngine start(StageConfiguration configuration, StageMonitor monitor) {
    return new LightReplica(
        LightStage.start(configuration.settings(), configuration.partitions(), monitor));
  }

  @Override
  public CompletableFuture<Throwable> failure() {
    return new CompletableFuture<>();
  }

  @Override
  public void close() {
    stage.close();
  }
}
