package dev.millrace.local.report.migration;

import dev.millrace.api.MigrationPhase;

/**
 * A phase that a migration went through, or is in.
 *
 * @param startMillis when it began, in milliseconds since the epoch
 * @param endMillis when it ended, or when it was looked at; of an end such as Succeeded the same as
 *     the start
 */
public record PhaseSpan(MigrationPhase phase, long startMillis, long endMillis) {
  /**
   * A span.
   *
   * @throws IllegalArgumentException if it ends before it begins
   */
  public PhaseSpan {
    if (endMillis < startMillis) {
      throw new IllegalArgumentException(
          phase + " ends at " + endMillis + " before it begins at " + startMillis);
    }
  }

  /** How long it took. */
  public long durationMillis() {
    return endMillis - startMillis;
  }
}
