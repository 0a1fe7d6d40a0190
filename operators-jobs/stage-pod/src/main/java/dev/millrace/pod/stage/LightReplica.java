package dev.millrace.pod.stage;

import dev.millrace.kafka.StageMonitor;
import dev.millrace.light.LightStage;

/** A replica on the light engine. */
final class LightReplica {
  private LightReplica() {}

  static RunningEngine start(StageConfiguration configuration, StageMonitor monitor) {
    LightStage stage =
        LightStage.start(configuration.settings(), configuration.partitions(), monitor);
    return stage::close;
  }
}
