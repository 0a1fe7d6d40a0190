package dev.millrace.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.NodePool;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.kafka.PipelineFacts;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaSpec;
import dev.millrace.operator.render.Settings;
import dev.millrace.operator.render.StageRendering;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether a pipeline has to be looked at again because Kafka was asked anew. */
class PipelinePlanTest {
  private static final NodePool NORTH = Resources.pool(Manifest.EDGE_NORTH, 1);
  private static final NodePool SOUTH = Resources.pool("edge-south", "Edge", 1);
  private static final NodePool CLOUD = Resources.pool("cloud", "Cloud", 1);
  private static final ReplicaSpec COUNT =
      ReplicaSpec.founder(
          "count-north", "edge-north", new ReplicaPlacement("edge-north", Engine.Light, 1));
  private static final ReplicaSpec OCCUPANCY =
      ReplicaSpec.founder("occupancy", "cloud", new ReplicaPlacement("cloud", Engine.Flink, 2));

  /** As after a change of anything but pools, engines and parallelism. */
  @Test
  void whoRunsWhereThePipelineWantsItDoesNotWait() {
    assertThat(waits(Manifest.PARKING, "edge-north", Map.of(), COUNT, OCCUPANCY)).isFalse();
  }

  @Test
  void whoHasToMoveWaits() {
    String moved = Manifest.PARKING.replace("pool: edge-north", "pool: edge-south");
    assertThat(moved).isNotEqualTo(Manifest.PARKING);
    assertThat(waits(moved, "edge-north", Map.of(), COUNT, OCCUPANCY)).isTrue();
  }

  @Test
  void whoHasNoReplicaYetOrOneTooManyWaits() {
    assertThat(waits(Manifest.PARKING, null, Map.of(), OCCUPANCY)).isTrue();
    ReplicaSpec idle =
        ReplicaSpec.founder(
            "count-north", "edge-south", new ReplicaPlacement("edge-south", Engine.Light, 1));
    assertThat(waits(Manifest.PARKING, "edge-north", Map.of(), COUNT, idle, OCCUPANCY)).isTrue();
  }

  @Test
  void whoseStandbyIsKeptWaits() {
    StandbyState kept = new StandbyState(Set.of(), Set.of(), List.of(), Map.of());
    assertThat(waits(Manifest.PARKING, "edge-north", Map.of("count-north", kept), COUNT, OCCUPANCY))
        .isTrue();
  }

  private static boolean waits(
      String manifest, String owner, Map<String, StandbyState> standbys, ReplicaSpec... replicas) {
    StreamPipeline pipeline = Resources.pipeline(manifest);
    List<ConfigMap> configs =
        Arrays.stream(replicas)
            .map(
                replica ->
                    new StageRendering(Settings.USUAL)
                        .render(pipeline, replica, NORTH.getSpec())
                        .config())
            .toList();
    PipelineObservation cluster =
        new PipelineObservation(
            pipeline,
            Map.of("edge-north", NORTH, "edge-south", SOUTH, "cloud", CLOUD),
            configs,
            Map.of(),
            List.of(),
            new StageMoves(List.of()),
            standbys,
            Optional.empty(),
            false);
    PipelineFacts known =
        PipelineFacts.known(
            Map.of(
                "count-north", Collections.nCopies(4, owner),
                "occupancy", Collections.nCopies(4, "cloud")),
            Map.of());
    return PipelinePlan.waitsForKafka(cluster, known, PipelineCheck.of(pipeline));
  }
}
