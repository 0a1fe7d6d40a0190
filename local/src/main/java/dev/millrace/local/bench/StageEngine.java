package dev.millrace.local.bench;

import dev.millrace.kafka.StageSettings;

/** An engine of ours, whose stages can be looked into. */
interface StageEngine extends Engine {

  @Override
  StageOnEngine start(StageSettings settings);
}
