package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.StageSpec.Engine;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runners get to know of manifests without problems (C3-02). */
class PipelineGraphTest {
  @TempDir private Path copy;
  private PipelineGraph graph;

  @BeforeEach
  void start() {
    graph = ManifestDirectory.of("valid-parking", copy).graph();
  }

  @Test
  void stagesStandAfterThoseWhoseTopicsTheyRead() {
    assertThat(graph.stages()).extracting(StageNode::name).containsExactly("count", "occupancy");
  }

  @Test
  void theEngineFollowsThePoolsTier() {
    assertThat(stage("count").engine()).isEqualTo(Engine.Light);
    assertThat(stage("occupancy").engine()).isEqualTo(Engine.Flink);
  }

  @Test
  void aStageMayNameItsEngine() {
    graph = ManifestDirectory.of("valid-without-gateway", copy.resolve("own")).graph();

    assertThat(graph.stage("default", "levels", "high").orElseThrow().engine())
        .as("on a Cloud pool")
        .isEqualTo(Engine.Light);
  }

  @Test
  void topicsHaveTheirPartitions() {
    assertThat(graph.topics())
        .extracting(topic -> topic.name() + " " + topic.partitions())
        .containsExactly(
            "crossings 8",
            "counts 8",
            "occupancy 4",
            "too-late 2",
            "parking.occupancy.dead-letters 8",
            "parking.count.dead-letters 8");
  }

  @Test
  void aStageIsWiredToItsTopicsAndPools() {
    StageNode count = stage("count");
    assertThat(count.id()).isEqualTo("parking.count");
    assertThat(count.input().name()).isEqualTo("crossings");
    assertThat(count.output().name()).isEqualTo("counts");
    assertThat(count.late()).map(TopicNode::name).contains("too-late");
    assertThat(count.deadLetters().name()).isEqualTo("parking.count.dead-letters");
    assertThat(count.pool().name()).isEqualTo("edge-north");
    assertThat(count.standby()).isEmpty();
    assertThat(count.plan().identityName()).isEqualTo("parking.count");
    assertThat(stage("occupancy").parallelism()).isEqualTo(2);
    assertThat(stage("occupancy").standby().orElseThrow().name()).isEqualTo("edge-south");
  }

  @Test
  void readersAndWritersOfATopic() {
    TopicNode counts = graph.topic("counts").orElseThrow();
    assertThat(graph.readersOf(counts)).containsExactly(stage("occupancy"));
    assertThat(graph.writersOf(counts)).containsExactly(stage("count"));
  }

  @Test
  void ticksAreAsFarBehindAsTheStagesOwnPlanSays() {
    for (StageNode stage : graph.stages()) {
      StagePlan alone = StageCompiler.compile("parking", stage.pipeline().spec(), stage.name());
      assertThat(stage.plan().tickDelayMillis()).isEqualTo(alone.tickDelayMillis());
    }
  }

  /** Ticks that overtook results of another pipeline would make those late. */
  @Test
  void ticksWaitForResultsOfOtherPipelines() {
    String watch =
        """
        apiVersion: millrace.dev/v1alpha1
        kind: StreamPipeline
        metadata: {name: watch}
        spec:
          kafka: {bootstrapServers: "kafka:9092"}
          topics:
            occupancy: {partitions: 4, fields: {occupied: int}, tickInterval: 2s}
            alarms: {}
          stages:
          - name: alarm
            from: occupancy
            pool: cloud
            steps:
            - filter: value.occupied > 90
            to: {topic: alarms}
        """;
    graph =
        ManifestDirectory.of("valid-parking", copy.resolve("two"))
            .with("pipeline.yaml", "{partitions: 4}", "{partitions: 4, tickInterval: 2s}")
            .with("pipeline.yaml", "late: too-late", "late: too-late\n    allowedLateness: 5s")
            .withFile("watch.yaml", watch)
            .graph();

    long counts = 1000 + (1000 + 1000 + 5000 + 1000);
    assertThat(stage("count").plan().tickDelayMillis()).isEqualTo(1000);
    assertThat(stage("occupancy").plan().tickDelayMillis()).isEqualTo(counts);
    assertThat(graph.stage("default", "watch", "alarm").orElseThrow().plan().tickDelayMillis())
        .isEqualTo(2000 + (counts + 1000 + 0 + 1000));
  }

  @Test
  void secretsAreFoundInTheirNamespace() {
    assertThat(graph.secret("default", "gate-keys").orElseThrow().keys()).contains("gate-2");
    assertThat(graph.secret("lab", "gate-keys")).isEmpty();
  }

  private StageNode stage(String name) {
    return graph.stage("default", "parking", name).orElseThrow();
  }
}
