package dev.millrace.pod.fleet;

import dev.millrace.fleet.FleetStats;
import java.util.Map;

/**
 * What {@code /status} says of a fleet. {@code sent = acknowledged + all refused + reset + unknown
 * + outstanding}.
 *
 * @param devices that run
 * @param sent exchanges begun
 * @param acknowledged exchanges answered by 2.xx
 * @param refused exchanges answered otherwise, by code
 * @param reset exchanges answered by a Reset
 * @param unknown exchanges without an answer that is still awaited
 * @param outstanding exchanges whose answer is awaited
 * @param finished whether all phases are over
 */
record FleetReport(
    int devices,
    long sent,
    long acknowledged,
    Map<String, Long> refused,
    long reset,
    long unknown,
    long outstanding,
    boolean finished) {
  /** Of a fleet that has not started. */
  static final FleetReport NONE = new FleetReport(0, 0, 0, Map.of(), 0, 0, 0, false);

  static FleetReport of(FleetStats stats, boolean finished) {
    return new FleetReport(
        stats.devices(),
        stats.sent(),
        stats.acknowledged(),
        stats.refused(),
        stats.reset(),
        stats.unknown(),
        stats.outstanding(),
        finished);
  }
}
