package dev.millrace.local.running;

import dev.millrace.fleet.DeviceFleet;
import dev.millrace.fleet.FleetStats;
import dev.millrace.fleet.log.MemoryFleetLog;

/**
 * A fleet of simulated devices and everything that it has sent.
 *
 * @param name of the resource
 * @param gateway that it sends to
 */
public record RunningFleet(String name, String gateway, DeviceFleet fleet, MemoryFleetLog log) {
  /** What it has done so far. */
  public FleetStats stats() {
    return fleet.stats();
  }
}
