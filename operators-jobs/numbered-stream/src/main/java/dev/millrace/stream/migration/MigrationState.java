package dev.millrace.stream.migration;

import dev.millrace.api.MigrationPhase;

/**
 * Where a migration is, as it is written to its status before anything is done about it. What has
 * become of each partition is not in here: the control log knows.
 *
 * @param phase where it is
 * @param since when the phase began, milliseconds since the epoch
 * @param started when the migration began
 * @param reason why it was refused or is being rolled back, else null
 */
public record MigrationState(MigrationPhase phase, long since, long started, String reason) {
  /** A migration that has just been asked for. */
  public static MigrationState pending(long now) {
    return new MigrationState(MigrationPhase.Pending, now, now, null);
  }

  MigrationState to(MigrationPhase next, long now) {
    return new MigrationState(next, now, started, reason);
  }

  MigrationState to(MigrationPhase next, long now, String because) {
    return new MigrationState(next, now, started, because);
  }

  MigrationState because(String known) {
    return new MigrationState(phase, since, started, known);
  }

  /** Whether it has ended. */
  public boolean isOver() {
    return switch (phase) {
      case Succeeded, RolledBack, Refused -> true;
      default -> false;
    };
  }
}
