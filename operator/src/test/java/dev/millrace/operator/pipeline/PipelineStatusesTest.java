package dev.millrace.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.NodePool;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.api.StageStatus;
import dev.millrace.api.StreamPipeline;
import dev.millrace.api.StreamPipelineStatus;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.kafka.PipelineFacts;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaSpec;
import dev.millrace.operator.render.Settings;
import dev.millrace.operator.render.StageRendering;
import dev.millrace.operator.status.Conditions;
import dev.millrace.operator.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a pipeline's status says of what was observed. */
class PipelineStatusesTest {
  private static final NodePool NORTH = Resources.pool(Manifest.EDGE_NORTH, 1);
  private static final NodePool CLOUD = Resources.pool("cloud", "Cloud", 1);
  private static final Map<String, NodePool> POOLS = Map.of("edge-north", NORTH, "cloud", CLOUD);
  private static final NodePool SOUTH = Resources.pool("edge-south", "Edge", 1);
  private static final Map<String, NodePool> PAIR =
      Map.of("edge-north", NORTH, "edge-south", SOUTH, "cloud", CLOUD);
  private static final ReplicaSpec COUNT =
      ReplicaSpec.founder(
          "count-north", "edge-north", new ReplicaPlacement("edge-north", Engine.Light, 1));
  private static final ReplicaSpec OCCUPANCY =
      ReplicaSpec.founder("occupancy", "cloud", new ReplicaPlacement("cloud", Engine.Flink, 2));

  private final StreamPipeline pipeline = Resources.pipeline(Manifest.PARKING);
  private final List<ConfigMap> configs = new ArrayList<>();
  private final Map<String, Deployment> deployments = new HashMap<>();
  private final List<Pod> pods = new ArrayList<>();
  private final Map<String, StandbyState> standbys = new HashMap<>();

  @Test
  void aPipelineThatRunsIsReady() {
    running(COUNT, NORTH);
    running(OCCUPANCY, CLOUD);
    StreamPipelineStatus status = status(POOLS, Optional.of(owned()));
    assertThat(status.readyStages()).isEqualTo("2/2");
    assertThat(Conditions.isTrue(status.conditions(), "Ready")).isTrue();
    assertThat(status.stages().getFirst().pool()).isEqualTo("edge-north");
    assertThat(status.stages().getFirst().engine()).isEqualTo(Engine.Light);
    assertThat(status.stages().getFirst().ownedPartitions()).isEqualTo(4);
    assertThat(status.stages().getFirst().placedBy()).isNull();
    assertThat(status.stages().get(1).engine()).isEqualTo(Engine.Flink);
  }

  @Test
  void aReplicaWhoseDeploymentWasJustWrittenIsNotReady() {
    running(COUNT, NORTH);
    running(OCCUPANCY, CLOUD);
    String name = StageRendering.name(pipeline, COUNT);
    Deployment written =
        new DeploymentBuilder(deployments.get(name))
            .editMetadata()
            .withGeneration(2L)
            .endMetadata()
            .build();
    PipelineObservation seen = observation(POOLS, Optional.of(owned()));
    StreamPipelineStatus status = status(seen.with(Map.of(name, written)));
    assertThat(reason(status)).isEqualTo("PodsStarting");
    assertThat(status.readyStages()).isEqualTo("1/2");
    assertThat(Conditions.isTrue(status(seen).conditions(), "Ready")).isTrue();
  }

  @Test
  void theSameObservationGivesTheSameStatus() {
    running(COUNT, NORTH);
    StreamPipelineStatus first = status(POOLS, Optional.of(owned()));
    pipeline.setStatus(first);
    assertThat(status(POOLS, Optional.of(owned()))).isEqualTo(first);
  }

  @Test
  void aMissingPoolIsNamed() {
    StreamPipelineStatus status =
        status(Map.of("edge-north", NORTH), Optional.of(PipelineFacts.known(Map.of(), Map.of())));
    assertThat(reason(status)).isEqualTo(Reason.PoolMissing.name());
    assertThat(message(status)).isEqualTo("No NodePool 'cloud'. NodePools: edge-north.");
  }

  @Test
  void kafkaThatDoesNotAnswerIsTheReason() {
    running(COUNT, NORTH);
    StreamPipelineStatus status =
        status(POOLS, Optional.of(PipelineFacts.unknown(Reason.KafkaUnreachable, "no answer")));
    assertThat(reason(status)).isEqualTo("KafkaUnreachable");
    assertThat(Conditions.isTrue(status.conditions(), "Stalled")).isTrue();
    assertThat(status.stages().getFirst().ownedPartitions()).isNull();
  }

  /** The figures are the request's; which nodes are too small, and for what, the scheduler says. */
  @Test
  void aReplicaThatNoNodeHasRoomForSaysSo() {
    running(COUNT, NORTH);
    pods.add(
        new PodBuilder()
            .withNewMetadata()
            .withName("parking-occupancy-cloud-0")
            .endMetadata()
            .withSpec(
                new StageRendering(Settings.USUAL)
                    .render(pipeline, OCCUPANCY, CLOUD.getSpec())
                    .deployment()
                    .getSpec()
                    .getTemplate()
                    .getSpec())
            .withNewStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withMessage("0/3 nodes are available: 1 Insufficient memory")
            .endCondition()
            .endStatus()
            .build());
    StreamPipelineStatus status =
        status(POOLS, Optional.of(PipelineFacts.known(Map.of(), Map.of())));
    assertThat(reason(status)).isEqualTo(Reason.Unschedulable.name());
    assertThat(message(status))
        .isEqualTo(
            "Pod parking-occupancy-cloud-0 wants 1 of cpu and 768Mi of memory:"
                + " 0/3 nodes are available: 1 Insufficient memory");
    assertThat(Conditions.isTrue(status.conditions(), "Stalled")).isTrue();
  }

  @Test
  void aStageMovedByHandSaysBy() {
    NodePool south = Resources.pool("edge-south", "Edge", 1);
    ReplicaPlacement there = new ReplicaPlacement("edge-south", Engine.Light, 1);
    ReplicaSpec moved =
        new ReplicaSpec(
            "count-north",
            "edge-south.m",
            there,
            COUNT.placement(),
            true,
            Map.of(),
            Map.of(),
            "battery-change");
    running(moved, south);
    running(OCCUPANCY, CLOUD);
    StreamPipelineStatus status =
        status(
            Map.of("edge-north", NORTH, "edge-south", south, "cloud", CLOUD),
            Optional.of(
                PipelineFacts.known(
                    Map.of("count-north", of("edge-south.m"), "occupancy", of("cloud")),
                    Map.of())));
    assertThat(status.stages().getFirst().pool()).isEqualTo("edge-south");
    assertThat(status.stages().getFirst().placedBy()).isEqualTo("battery-change");
    assertThat(Conditions.isTrue(status.conditions(), "Ready")).isTrue();
  }

  @Test
  void aPipelineWithAStandbyIsReadyOnceThatFollows() {
    pipelineWithStandby();
    StreamPipelineStatus early = status(PAIR, Optional.of(owned("edge-north")));
    assertThat(reason(early)).isEqualTo("StandbyNotFollowing");
    assertThat(message(early)).contains("count-north");
    StageStatus count = early.stages().getFirst();
    assertThat(count.owner()).isEqualTo("edge-north");
    assertThat(count.standby()).isEqualTo("edge-south.standby");
    assertThat(count.standbyFollows()).isFalse();
    follow("edge-north", "edge-south.standby");
    StreamPipelineStatus later = status(PAIR, Optional.of(owned("edge-north")));
    assertThat(Conditions.isTrue(later.conditions(), "Ready")).isTrue();
    assertThat(Conditions.isTrue(later.conditions(), "StandbysFollow")).isTrue();
    assertThat(later.stages().getFirst().standbyFollows()).isTrue();
  }

  @Test
  void aTakeOverIsToldOnce() {
    pipelineWithStandby();
    follow("edge-north", "edge-south.standby");
    StreamPipelineStatus before = status(PAIR, Optional.of(owned("edge-north")));
    StreamPipelineStatus after = status(PAIR, Optional.of(owned("edge-south.standby")));
    assertThat(after.stages().getFirst().pool()).isEqualTo("edge-south");
    assertThat(after.stages().getFirst().standby()).isEqualTo("edge-north");
    assertThat(StageStatuses.takeOvers(before, after))
        .containsExactly(
            "count-north: replica edge-north was lost, and its standby edge-south.standby in pool edge-south has taken over.");
    assertThat(StageStatuses.takeOvers(after, after)).isEmpty();
    assertThat(StageStatuses.takeOvers(null, after)).isEmpty();
  }

  @Test
  void whereAStageWasStandsWhileKafkaDoesNotAnswer() {
    pipelineWithStandby();
    follow("edge-north", "edge-south.standby");
    StreamPipelineStatus before = status(PAIR, Optional.of(owned("edge-south.standby")));
    pipeline.setStatus(before);
    StreamPipelineStatus away =
        status(PAIR, Optional.of(PipelineFacts.unknown(Reason.KafkaUnreachable, "no answer")));
    assertThat(away.stages().getFirst().owner()).isEqualTo("edge-south.standby");
    assertThat(away.stages().getFirst().standby()).isEqualTo("edge-north");
    assertThat(away.stages().getFirst().pool()).isEqualTo("edge-south");
    assertThat(away.stages().getFirst().ownedPartitions()).isNull();
  }

  private void pipelineWithStandby() {
    pipeline.setSpec(
        Resources.pipeline(
                Manifest.PARKING.replace(
                    "  pool: edge-north", "  pool: edge-north\n    standby: edge-south"))
            .getSpec());
    running(COUNT, NORTH);
    running(
        new ReplicaSpec(
            "count-north",
            "edge-south.standby",
            new ReplicaPlacement("edge-south", Engine.Light, 1),
            COUNT.placement(),
            false,
            Map.of(0, 5L),
            Map.of(),
            null),
        SOUTH);
    running(OCCUPANCY, CLOUD);
  }

  private void follow(String... replicas) {
    standbys.put(
        "count-north",
        new StandbyState(Set.of(replicas), Set.of(replicas), List.of(), Map.of(0, 5L)));
  }

  @Test
  void whatDoesNotCompileNamesFieldAndHint() {
    StreamPipeline wrong =
        Resources.pipeline(Manifest.PARKING.replace("value.direction in", "value.directon in"));
    assertThat(PipelineCheck.of(wrong).reason()).isEqualTo(Reason.SpecInvalid);
    assertThat(PipelineCheck.of(wrong).message())
        .contains("spec.stages[0].steps[0].filter", "directon", "direction");
    assertThat(PipelineCheck.of(pipeline).reason()).isEqualTo(Reason.Available);
  }

  private void running(ReplicaSpec replica, NodePool pool) {
    StageRendering.Objects objects =
        new StageRendering(Settings.USUAL).render(pipeline, replica, pool.getSpec());
    objects.deployment().getMetadata().setGeneration(1L);
    objects
        .deployment()
        .setStatus(
            new DeploymentStatusBuilder().withObservedGeneration(1L).withReadyReplicas(1).build());
    configs.add(objects.config());
    deployments.put(objects.deployment().getMetadata().getName(), objects.deployment());
  }

  private StreamPipelineStatus status(Map<String, NodePool> pools, Optional<PipelineFacts> facts) {
    return status(observation(pools, facts));
  }

  private StreamPipelineStatus status(PipelineObservation seen) {
    PipelinePlan plan = PipelinePlan.of(seen, PipelineCheck.of(pipeline));
    return PipelineStatuses.of(
        seen, plan, PipelineConcerns.of(seen, plan), Instant.parse("2026-01-01T00:00:00Z"));
  }

  private PipelineObservation observation(
      Map<String, NodePool> pools, Optional<PipelineFacts> facts) {
    return new PipelineObservation(
        pipeline,
        pools,
        configs,
        deployments,
        pods,
        new StageMoves(List.of()),
        standbys,
        facts,
        true);
  }

  private static PipelineFacts owned() {
    return owned("edge-north");
  }

  private static PipelineFacts owned(String counter) {
    return PipelineFacts.known(
        Map.of("count-north", of(counter), "occupancy", of("cloud")), Map.of());
  }

  private static List<String> of(String owner) {
    return List.of(owner, owner, owner, owner);
  }

  private static String reason(StreamPipelineStatus status) {
    return Conditions.find(status.conditions(), "Ready").orElseThrow().reason();
  }

  private static String message(StreamPipelineStatus status) {
    return Conditions.find(status.conditions(), "Ready").orElseThrow().message();
  }
}
