package dev.millrace.stream.strategy;

import dev.millrace.stream.migration.MigrationState;

/**
 * A way to move a running stage other than in parallel, as a pure function. A phase changes in one
 * decision and acts in the next ones, so that what is kept is always ahead of the act; who decides
 * may crash at any step, and another one goes on.
 */
public interface MigrationStrategy {
  /**
   * The next state and what to do in it.
   *
   * @param now milliseconds since the epoch; only deadlines depend on it
   */
  StrategyDecision decide(MigrationState state, StrategyObservation seen, long now);
}
