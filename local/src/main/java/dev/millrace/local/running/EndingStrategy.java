package dev.millrace.local.running;

import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.strategy.MigrationStrategy;
import dev.millrace.stream.strategy.StrategyDecision;
import dev.millrace.stream.strategy.StrategyObservation;
import java.util.function.BooleanSupplier;

/**
 * A strategy that is in a hurry when the run ends: then nobody sends records any more, and whoever
 * waits for one before he hands over would wait until the usual deadline.
 *
 * @param usual what decides as long as the run goes on
 * @param hurried the same strategy with a short deadline
 * @param runEnds whether the run ends
 */
record EndingStrategy(MigrationStrategy usual, MigrationStrategy hurried, BooleanSupplier runEnds)
    implements MigrationStrategy {
  @Override
  public StrategyDecision decide(MigrationState state, StrategyObservation seen, long now) {
    return (runEnds.getAsBoolean() ? hurried : usual).decide(state, seen, now);
  }
}
