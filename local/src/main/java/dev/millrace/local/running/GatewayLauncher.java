package dev.millrace.local.running;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSecrets;
import dev.millrace.api.SecretReference;
import dev.millrace.api.manifest.Resource;
import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.GatewayConfig;
import dev.millrace.gateway.GatewayStartException;
import dev.millrace.local.RefusedException;
import dev.millrace.stream.pipeline.PipelineGraph;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts gateways on the loopback interface, with the run's broker in place of the manifest's, in
 * this process or each in one of its own.
 */
final class GatewayLauncher {
  private final PipelineGraph graph;
  private final String bootstrapServers;
  private final MeterRegistry registry;
  private final Clock clock;
  private final Path directory;
  private final boolean inProcesses;

  /**
   * @param directory for spools, and for the logs of processes
   */
  GatewayLauncher(
      PipelineGraph graph,
      String bootstrapServers,
      MeterRegistry registry,
      Clock clock,
      Path directory,
      boolean inProcesses) {
    this.graph = graph;
    this.bootstrapServers = bootstrapServers;
    this.registry = registry;
    this.clock = clock;
    this.directory = directory;
    this.inProcesses = inProcesses;
  }

  RunningGateway start(Resource<CoapGatewaySpec> resource)
      throws RefusedException, InterruptedException {
    CoapGatewaySpec spec = resource.spec();
    CoapGatewaySpec local =
        spec.at(spec.pool(), new KafkaSpec(bootstrapServers, null), spec.listeners())
            // No run replaces a gateway in order, and nobody makes the topic here.
            .withHandOver(null);
    Map<String, Map<String, byte[]>> secrets = new TreeMap<>();
    for (String secret : ListenerSecrets.of(spec.listeners()).entries().keySet()) {
      secrets.put(secret, Keys.of(graph, resource.namespace(), new SecretReference(secret)));
    }
    GatewayConfig config =
        GatewayConfig.local(resource.name(), local)
            .withIdentities(secrets)
            .withSpoolPlace(directory.resolve(resource.name()));
    if (inProcesses) {
      return new RunningGateway(resource, GatewayProcess.start(config, made(directory), registry));
    }
    try {
      return new RunningGateway(
          resource, ServingGateway.of(CoapGateway.start(config, registry, clock)));
    } catch (GatewayStartException e) {
      throw new RefusedException("gateway %s: %s".formatted(resource.name(), e.getMessage()), e);
    }
  }

  private static Path made(Path directory) throws RefusedException {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new RefusedException(directory + ": cannot be made: " + e.getMessage(), e);
    }
  }
}
