package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.Stretch;
import dev.millrace.stream.strategy.MonitorNotice.Synchronised;
import java.util.Map;

/**
 * How one move of a counting stage went.
 *
 * @param succeeded whether the target has the stage now
 * @param quiet a time before it in which nothing was going on
 * @param whole from the request until nothing of what was left behind ran any more
 * @param phases by name, in order
 * @param synchronisation how the operators agreed, null if they did not or need not
 * @param downtimeMillis for how long nobody processed records
 * @param cells of state that the source had when the move was asked for
 */
record CountMove(
    boolean succeeded,
    Stretch quiet,
    Stretch whole,
    Map<String, Stretch> phases,
    Synchronised synchronisation,
    double downtimeMillis,
    double cells) {
  /** In which the monitor compares. */
  private static final String COMPARING = "Verifying";

  /** From the target's start until the two agreed; 0 for ways that compare no windows. */
  double synchronisingMillis() {
    Stretch comparing = phases.get(COMPARING);
    return comparing == null ? 0 : comparing.millis();
  }

  /** All the rest, whatever the windows are. */
  double baselineMillis() {
    return whole.millis() - synchronisingMillis();
  }
}
