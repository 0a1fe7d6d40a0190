package dev.millrace.local.bench;

import dev.millrace.kafka.StageSettings;

/** An engine of ours, whose stages can be looked into. */
interface StageEngine extends Engine {

  /** Partitions of the stage's input, as its pipeline says. */
  static int partitions(StageSettings settings) {
    String input =
        settings.spec().stages().stream()
            .filter(stage -> stage.name().equals(settings.stage()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no stage " + settings.stage()))
            .from();
    return settings.spec().topics().get(input).partitions();
  }

  @Override
  StageOnEngine start(StageSettings settings);
}
