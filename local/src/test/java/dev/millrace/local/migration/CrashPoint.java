package dev.millrace.local.migration;

import dev.millrace.api.MigrationPhase;

/**
 * A moment at which something happens.
 *
 * @param fault what
 * @param phase in which phase, or in the first one behind it that it can
 * @param steps of the coordinator in that phase before it
 * @param millis after the last of them
 */
record CrashPoint(Fault fault, MigrationPhase phase, int steps, int millis) {
  @Override
  public String toString() {
    return "%s in %s after %d steps and %d ms".formatted(fault, phase, steps, millis);
  }
}
