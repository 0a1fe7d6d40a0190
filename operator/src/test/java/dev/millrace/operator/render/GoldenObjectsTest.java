package dev.millrace.operator.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.millrace.api.CoapGateway;
import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayHandOverSpec;
import dev.millrace.api.GatewaySpoolSpec;
import dev.millrace.api.NodePool;
import dev.millrace.api.SecretReference;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.GoldenFile;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.render.RenderSettings.Exposure;
import dev.millrace.operator.render.RenderSettings.SharedAccess;
import dev.millrace.operator.render.RenderSettings.Storage;
import dev.millrace.operator.render.RenderSettings.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every rendered object, as it is written. */
class GoldenObjectsTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/golden");
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static final NodePool EDGE = Resources.pool(Manifest.EDGE_NORTH, 1);

  @Test
  void aStageOnTheLightEngine() throws IOException {
    check("stage-light", stage(Settings.USUAL, light(), EDGE));
  }

  @Test
  void aStageOnFlink() throws IOException {
    ReplicaPlacement cloud = new ReplicaPlacement("cloud", Engine.Flink, 2);
    check(
        "stage-flink",
        stage(
            Settings.USUAL,
            ReplicaSpec.founder("occupancy", "cloud", cloud),
            Resources.pool("cloud", "Cloud", 1)));
  }

  @Test
  void aStageOnFlinkInSeveralPodsOfOneNode() throws IOException {
    check("stage-flink-one-node", severalPods(SharedAccess.ReadWriteOnce));
  }

  @Test
  void aStageOnFlinkInSeveralPodsOfAnyNodes() throws IOException {
    check("stage-flink-any-nodes", severalPods(SharedAccess.ReadWriteMany));
  }

  private static List<HasMetadata> severalPods(SharedAccess access) {
    ReplicaPlacement cloud = new ReplicaPlacement("cloud", Engine.Flink, 4);
    return stage(
        Settings.with(access, 2),
        ReplicaSpec.founder("occupancy", "cloud", cloud),
        Resources.pool("cloud", "Cloud", 1));
  }

  @Test
  void aTargetThatKeepsItsStateInThePod() throws IOException {
    ReplicaPlacement north = new ReplicaPlacement("edge-north", Engine.Light, 1);
    ReplicaPlacement south = new ReplicaPlacement("edge-south", Engine.Light, 1);
    ReplicaSpec target =
        new ReplicaSpec(
            "count-north",
            "edge-south.battery-change-1a2b3",
            south,
            north,
            false,
            Map.of(0, 17L, 1, 4L),
            Map.of(),
            "battery-change");
    check(
        "stage-target-ephemeral",
        stage(Settings.with(Storage.Ephemeral), target, Resources.pool("edge-south", "Edge", 1)));
  }

  @Test
  void whatMayReachThePipeline() throws IOException {
    check(
        "pipeline",
        List.of(new PipelineRendering(Settings.USUAL).networkPolicy(pipeline()).orElseThrow()));
  }

  @Test // H2: on the nodes of its pool
  void aGatewayBehindAPortOfEveryNode() throws IOException {
    check("gateway-node-port", gateway(Settings.USUAL));
  }

  @Test // H2: on the nodes of its pool
  void aGatewayOnEveryNodeWithItsOwnPorts() throws IOException {
    check("gateway-host-port", gateway(Settings.with(Workload.DaemonSet, 1, Exposure.HostPort)));
  }

  @Test
  void severalPodsOfAGatewayAreSpread() throws IOException {
    check("gateway-spread", gateway(Settings.with(Workload.Deployment, 3, Exposure.ClusterIP)));
  }

  @Test
  void aGatewayWithCertificatesSeesNothingElseOfTheirSecrets() throws IOException {
    check(
        "gateway-certificates",
        new GatewayRendering(Settings.USUAL)
            .render(Resources.gateway(Manifest.CERTIFIED_GATES), EDGE.getSpec()));
  }

  @Test
  void aGatewayWithASpoolInThePod() throws IOException {
    check("gateway-spool", spooling(GatewaySpoolSpec.Storage.Ephemeral));
  }

  @Test
  void aGatewayWithASpoolInAClaim() throws IOException {
    check("gateway-spool-claim", spooling(GatewaySpoolSpec.Storage.PersistentVolumeClaim));
  }

  @Test // The key's Secret is mounted, and nothing else of it
  void aGatewayThatHandsItsSessionsOver() throws IOException {
    CoapGateway gateway = Resources.gateway(Manifest.GATES);
    gateway.setSpec(
        gateway
            .getSpec()
            .withHandOver(
                new GatewayHandOverSpec("gate-sessions", new SecretReference("session-key"))));
    check(
        "gateway-hand-over",
        new GatewayRendering(Settings.with(Workload.DaemonSet, 1, Exposure.HostPort))
            .render(gateway, EDGE.getSpec()));
  }

  private static List<HasMetadata> spooling(GatewaySpoolSpec.Storage storage) {
    CoapGateway gateway = Resources.gateway(Manifest.GATES);
    CoapGatewaySpec spec = gateway.getSpec();
    gateway.setSpec(
        new CoapGatewaySpec(
            spec.pool(),
            spec.kafka(),
            spec.listeners(),
            spec.resources(),
            spec.limits(),
            new GatewaySpoolSpec(256L << 20, storage)));
    return new GatewayRendering(Settings.USUAL).render(gateway, EDGE.getSpec());
  }

  @Test
  void aFleet() throws IOException {
    CoapGateway gates = Resources.gateway(Manifest.GATES);
    check(
        "fleet",
        new FleetRendering(Settings.USUAL)
            .render(Resources.fleet(Manifest.SENSORS), gates, gates.getSpec().listeners().get(1)));
  }

  private static ReplicaSpec light() {
    return ReplicaSpec.founder(
        "count-north", "edge-north", new ReplicaPlacement("edge-north", Engine.Light, 1));
  }

  private static StreamPipeline pipeline() {
    return Resources.pipeline(Manifest.PARKING);
  }

  private static List<HasMetadata> stage(
      RenderSettings settings, ReplicaSpec replica, NodePool pool) {
    StageRendering.Objects objects =
        new StageRendering(settings).render(pipeline(), replica, pool.getSpec());
    List<HasMetadata> all = new ArrayList<>(List.of(objects.config()));
    objects.claim().ifPresent(all::add);
    all.add(objects.deployment());
    objects.others().ifPresent(others -> all.add(others.jobManager()));
    objects.others().ifPresent(others -> all.add(others.taskManagers()));
    return all;
  }

  private static List<HasMetadata> gateway(RenderSettings settings) {
    return new GatewayRendering(settings).render(Resources.gateway(Manifest.GATES), EDGE.getSpec());
  }

  private static void check(String name, List<HasMetadata> objects) throws IOException {
    StringBuilder text = new StringBuilder();
    for (HasMetadata object : objects) {
      text.append(YAML.writeValueAsString(object));
    }
    GoldenFile.check(DIRECTORY.resolve(name + ".yaml"), text.toString());
  }
}
