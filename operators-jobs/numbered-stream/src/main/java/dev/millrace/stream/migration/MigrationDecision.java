package dev.millrace.stream.migration;

import java.util.List;

/**
 * What follows from an observation.
 *
 * @param state to be written to the status before any of the commands is carried out
 * @param commands to be carried out then; none while nothing is to be done but to wait
 */
public record MigrationDecision(MigrationState state, List<MigrationCommand> commands) {
  static MigrationDecision stay(MigrationState state, List<MigrationCommand> commands) {
    return new MigrationDecision(state, List.copyOf(commands));
  }

  static MigrationDecision go(MigrationState next) {
    return new MigrationDecision(next, List.of());
  }
}
