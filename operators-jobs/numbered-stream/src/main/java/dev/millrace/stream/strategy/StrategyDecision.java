package dev.millrace.stream.strategy;

import dev.millrace.api.MigrationPhase;
import dev.millrace.stream.migration.MigrationState;
import java.util.List;

/**
 * What follows from an observation.
 *
 * @param state to be kept before any of the commands is carried out
 * @param commands to be carried out then; none while nothing is to be done but to wait
 */
public record StrategyDecision(MigrationState state, List<StrategyCommand> commands) {
  /** Copies the commands. */
  public StrategyDecision {
    commands = List.copyOf(commands);
  }

  static StrategyDecision stay(MigrationState state, List<StrategyCommand> commands) {
    return new StrategyDecision(state, commands);
  }

  static StrategyDecision stay(MigrationState state, StrategyCommand... commands) {
    return new StrategyDecision(state, List.of(commands));
  }

  static StrategyDecision go(MigrationState state, MigrationPhase next, long now) {
    return go(state, next, now, state.reason());
  }

  static StrategyDecision go(MigrationState state, MigrationPhase next, long now, String because) {
    return new StrategyDecision(new MigrationState(next, now, state.started(), because), List.of());
  }
}
