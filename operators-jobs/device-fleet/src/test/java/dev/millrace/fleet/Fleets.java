package dev.millrace.fleet;

import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.GatewayResourceSpec.Method;
import dev.millrace.api.GeneratorSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import dev.millrace.api.PhaseSpec;
import dev.millrace.api.SecretReference;
import dev.millrace.fleet.device.DeviceLimits;
import dev.millrace.fleet.exchange.CoapTimes;
import dev.millrace.fleet.log.FleetLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short ways to describe fleets in tests. */
final class Fleets {
  /** Long enough for a loaded machine, short enough that a lost message does not hold up a test. */
  static final CoapTimes IMPATIENT =
      new CoapTimes(
          Duration.ofSeconds(1),
          1.5,
          0,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1));

  static final CoapTimes QUICK =
      new CoapTimes(
          Duration.ofMillis(200),
          1.5,
          4,
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5));

  private Fleets() {}

  static DeviceFleetSpec spec(
      Protocol protocol, int devices, boolean confirmable, double rate, String duration) {
    GeneratorSpec device = new GeneratorSpec(null, null, null, null, "device", null, null, null);
    GeneratorSpec sequence = new GeneratorSpec(null, null, null, null, null, null, true, null);
    Map<String, GeneratorSpec> payload = new LinkedHashMap<>();
    payload.put("d", device);
    payload.put("n", sequence);
    return new DeviceFleetSpec(
        "gateway",
        protocol,
        devices,
        7L,
        "/lots/{lot}",
        Map.of("lot", List.of("north", "south")),
        Method.POST,
        confirmable,
        "application/json",
        payload,
        List.of(new PhaseSpec(rate, PhaseSpec.Arrivals.Regular, duration)),
        protocol == Protocol.coaps ? new SecretReference("keys") : null);
  }

  static DeviceFleet start(
      DeviceFleetSpec spec, InetSocketAddress gateway, CoapTimes times, FleetLog log)
      throws IOException {
    return start(
        new FleetConfig(
            "sensors", spec, gateway, Map.of(), Path.of("none"), times, DeviceLimits.DEFAULT),
        log);
  }

  static DeviceFleet start(FleetConfig config, FleetLog log) throws IOException {
    return DeviceFleet.start(config, log, new SimpleMeterRegistry(), Clock.systemUTC());
  }
}
