package dev.millrace.light;

import dev.millrace.kafka.StageSettings;
import java.util.function.LongSupplier;

/**
 * Settings of the stage and of the engine.
 *
 * @param stage what every engine needs
 * @param nanoTime monotonic time for intervals
 */
record LightSettings(StageSettings stage, LongSupplier nanoTime) {}
