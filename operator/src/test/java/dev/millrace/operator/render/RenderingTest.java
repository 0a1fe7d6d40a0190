package dev.millrace.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.NodePool;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change of a specification changes in the rendered objects, and what it does not. */
class RenderingTest {
  private static final NodePool POOL = Resources.pool(Manifest.EDGE_NORTH, 1);
  private static final ReplicaPlacement NORTH = new ReplicaPlacement("edge-north", Engine.Light, 1);

  @Test
  void aReplicaIsReadBackAsItWasRendered() {
    ReplicaSpec follower =
        new ReplicaSpec(
            "count-north",
            "edge-north.move-1",
            NORTH,
            new ReplicaPlacement("edge-south", Engine.Flink, 2),
            false,
            Map.of(0, 5L),
            Map.of(1, 7L),
            "move");
    assertThat(ReplicaRecord.read(stage(Manifest.PARKING, follower).config())).contains(follower);
  }

  @Test
  void whereThePipelineWantsARunningStageDoesNotTouchItsPod() {
    ReplicaSpec replica = ReplicaSpec.founder("count-north", "edge-north", NORTH);
    String elsewhere = Manifest.PARKING.replace("pool: edge-north", "pool: edge-south");
    assertThat(stage(elsewhere, replica).deployment())
        .isEqualTo(stage(Manifest.PARKING, replica).deployment());
  }

  @Test
  void otherStepsReplaceThePod() {
    ReplicaSpec replica = ReplicaSpec.founder("count-north", "edge-north", NORTH);
    String other = Manifest.PARKING.replace("tumbling: 10s", "tumbling: 5s");
    assertThat(stage(other, replica).deployment())
        .isNotEqualTo(stage(Manifest.PARKING, replica).deployment());
  }

  @Test
  void aFollowerThatHasBecomeTheOwnerKeepsItsPod() {
    ReplicaSpec follower =
        new ReplicaSpec(
            "count-north", "edge-north.m", NORTH, NORTH, false, Map.of(0, 5L), Map.of(), "m");
    assertThat(stage(Manifest.PARKING, follower.settled()).deployment())
        .isEqualTo(stage(Manifest.PARKING, follower).deployment());
    assertThat(stage(Manifest.PARKING, follower.settled()).config())
        .isNotEqualTo(stage(Manifest.PARKING, follower).config());
  }

  @Test
  void aGatewaysResourcesReachItWithoutANewPodAndItsListenersDoNot() {
    String resources = Manifest.GATES.replace("topic: crossings", "topic: passages");
    String listeners = Manifest.GATES.replace("port: 5683", "port: 5685");
    assertThat(workload(resources)).isEqualTo(workload(Manifest.GATES));
    assertThat(workload(listeners)).isNotEqualTo(workload(Manifest.GATES));
  }

  @Test // The Secret has to be mounted
  void aPodThatHandsSessionsOverIsANewOne() {
    assertThat(
            workload(
                Manifest.GATES.replace(
                    "  listeners:",
                    "  handOver: {topic: sessions, key: {secretName: session-key}}\n  listeners:")))
        .isNotEqualTo(workload(Manifest.GATES));
  }

  // Would catch: notifications and commands that a network with policies drops as soon as the node
  // has forgotten what the device sent last.
  @Test // D, F: the gateway speaks first
  void aGatewayMayReachDevicesIfItSpeaksFirstAndOnlyThen() {
    String observe =
        "  observe: {resources: [{path: \"/lots/{lot}\", topic: free, key: path.lot}]}\n";
    String commands = "  commands: {topic: commands, results: results}\n";
    assertThat(out(Manifest.GATES)).containsExactly("UDP 53", "TCP any");
    assertThat(out(Manifest.GATES + observe)).containsExactly("UDP any", "TCP any");
    assertThat(out(Manifest.GATES + commands)).containsExactly("UDP any", "TCP any");
  }

  private static List<String> out(String yaml) {
    NetworkPolicy policy = GatewayNetwork.policy(Resources.gateway(yaml));
    return policy.getSpec().getEgress().getFirst().getPorts().stream()
        .map(
            one ->
                one.getProtocol()
                    + " "
                    + (one.getPort() == null ? "any" : one.getPort().getIntVal()))
        .toList();
  }

  @Test
  void namesAreLabelsHoweverLongTheirPartsAre() {
    String longest = "a".repeat(63);
    String one = ObjectNames.replica(longest, longest, longest + "." + longest);
    String other = ObjectNames.replica(longest, longest, longest + ".b");
    assertThat(ObjectNames.claim(one)).matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])");
    assertThat(one).isNotEqualTo(other);
    assertThat(ObjectNames.replica("parking", "count", "edge-south.move-1"))
        .isEqualTo("parking-count-edge-south-move-1");
  }

  private static StageRendering.Objects stage(String yaml, ReplicaSpec replica) {
    StreamPipeline pipeline = Resources.pipeline(yaml);
    return new StageRendering(Settings.USUAL).render(pipeline, replica, POOL.getSpec());
  }

  private static HasMetadata workload(String yaml) {
    CoapGateway gateway = Resources.gateway(yaml);
    return new GatewayRendering(Settings.USUAL)
        .render(gateway, POOL.getSpec()).stream()
            .filter(Deployment.class::isInstance)
            .findFirst()
            .orElseThrow();
  }
}
