package dev.millrace.local.bench;

import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageSettings;
import dev.millrace.light.LightStage;

/** The numbered stage on the light engine. */
final class LightEngine implements StageEngine {

  @Override
  public StageOnEngine start(StageSettings settings) {
    StageMonitor monitor = new StageMonitor(settings.identityName(), settings.clock());
    LightStage stage = LightStage.start(settings, StageEngine.partitions(settings), monitor);
    return new StageOnEngine(monitor, stage::close);
  }

  @Override
  public void close() {
    // Each stage has its own threads, which have ended with it.
  }
}
