package dev.millrace.local.running;

import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.manifest.Resource;
import dev.millrace.fleet.DeviceFleet;
import dev.millrace.fleet.FleetConfig;
import dev.millrace.fleet.InvalidFleetException;
import dev.millrace.fleet.log.MemoryFleetLog;
import dev.millrace.local.RefusedException;
import dev.millrace.stream.pipeline.PipelineGraph;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Starts fleets towards the gateways of the run. */
final class FleetLauncher {
  private final PipelineGraph graph;
  private final Path manifests;
  private final MeterRegistry registry;
  private final Clock clock;

  /**
   * A launcher.
   *
   * @param manifests where relative names of replay files start
   */
  FleetLauncher(PipelineGraph graph, Path manifests, MeterRegistry registry, Clock clock) {
    this.graph = graph;
    this.manifests = manifests;
    this.registry = registry;
    this.clock = clock;
  }

  RunningFleet start(Resource<DeviceFleetSpec> resource, List<RunningGateway> gateways)
      throws RefusedException {
    DeviceFleetSpec spec = resource.spec();
    RunningGateway gateway =
        gateways.stream()
            .filter(one -> one.resource().namespace().equals(resource.namespace()))
            .filter(one -> one.name().equals(spec.gateway()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no gateway " + spec.gateway()));
    FleetConfig config =
        new FleetConfig(
            resource.name(),
            spec,
            gateway.address(spec.protocol()),
            Keys.of(graph, resource.namespace(), spec.identities()),
            manifests);
    MemoryFleetLog log = new MemoryFleetLog();
    try {
      DeviceFleet fleet = DeviceFleet.start(config, log, registry, clock);
      return new RunningFleet(resource.name(), spec.gateway(), fleet, log);
    } catch (InvalidFleetException | IOException e) {
      throw new RefusedException("fleet %s: %s".formatted(resource.name(), e.getMessage()), e);
    }
  }
}
