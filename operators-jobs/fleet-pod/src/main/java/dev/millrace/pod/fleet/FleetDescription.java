package dev.millrace.pod.fleet;

import dev.millrace.api.DeviceFleetSpec;

/**
 * Which fleet a process runs: {@code fleet.json}.
 *
 * @param name of the resource
 * @param target where the gateway listens
 */
record FleetDescription(String name, Target target, DeviceFleetSpec spec) {
  /**
   * An address of the gateway.
   *
   * @param host a name or an address
   * @param port UDP port
   */
  record Target(String host, Integer port) {}
}
