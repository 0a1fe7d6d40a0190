package dev.millrace.fleet;

import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.fleet.device.DeviceLimits;
import dev.millrace.fleet.exchange.CoapTimes;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What a fleet is made of.
 *
 * @param name name of the fleet, for meters and messages
 * @param spec the manifest's {@code spec}; the names of its maps are written in the order in which
 *     they stand there
 * @param gateway where the gateway listens
 * @param identities PSK identities and keys, for {@code coaps}; device i uses the (i mod n)-th in
 *     the order of their names. Never logged
 * @param baseDirectory where relative names of replay files start
 * @param times how long devices wait for what
 * @param limits what each device keeps at most
 */
public record FleetConfig(
    String name,
    DeviceFleetSpec spec,
    InetSocketAddress gateway,
    Map<String, byte[]> identities,
    Path baseDirectory,
    CoapTimes times,
    DeviceLimits limits) {

  /** Only {@code gateway} may be null, which {@link DeviceFleet#start} reports like the rest. */
  public FleetConfig {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(identities, "identities");
    Objects.requireNonNull(baseDirectory, "baseDirectory");
    Objects.requireNonNull(times, "times");
    Objects.requireNonNull(limits, "limits");
  }

  /** A fleet that keeps to the times of RFC 7252. */
  public FleetConfig(
      String name,
      DeviceFleetSpec spec,
      InetSocketAddress gateway,
      Map<String, byte[]> identities,
      Path baseDirectory) {
    this(name, spec, gateway, identities, baseDirectory, CoapTimes.RFC_7252, DeviceLimits.DEFAULT);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "FleetConfig[" + name + " to " + gateway + ", " + spec + "]";
  }
}
