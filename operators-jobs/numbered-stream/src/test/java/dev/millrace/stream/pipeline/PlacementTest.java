package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.OutputSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.api.manifest.Problem;
import dev.millrace.api.manifest.Resource;
import dev.millrace.api.manifest.SourceMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs where (C3-02): pools, standbys, parallelism, targets of migrations. */
class PlacementTest {
  private static final String PIPELINE = "pipeline.yaml";
  private static final String POOLS = " NodePools: edge-north, edge-south, cloud.";

  @TempDir private Path copy;
  private ManifestDirectory parking;

  @BeforeEach
  void start() {
    parking = ManifestDirectory.of("valid-parking", copy);
  }

  @Test
  void aStageRunsOnAPoolThatDoesNotExist() {
    assertThat(parking.with(PIPELINE, "pool: cloud", "pool: clod").problems())
        .containsExactly(
            "pipeline.yaml:16  spec.stages[0].pool: no NodePool 'clod'."
                + POOLS
                + " Did you mean 'cloud'?");
  }

  @Test
  void theStandbyPoolDoesNotExist() {
    assertThat(parking.with(PIPELINE, "standby: edge-south", "standby: moon").problems())
        .containsExactly("pipeline.yaml:18  spec.stages[0].standby: no NodePool 'moon'." + POOLS);
  }

  @Test
  void theGatewaysPoolDoesNotExist() {
    assertThat(parking.with("gateway.yaml", "pool: edge-north", "pool: edge-nord").problems())
        .containsExactly(
            "gateway.yaml:5  spec.pool: no NodePool 'edge-nord'."
                + POOLS
                + " Did you mean 'edge-north'?");
  }

  @Test
  void aMigrationGoesToAPoolThatDoesNotExist() {
    assertThat(parking.with("migration.yaml", "{pool: edge-south}", "{pool: moon}").problems())
        .containsExactly("migration.yaml:6  spec.to.pool: no NodePool 'moon'." + POOLS);
  }

  @Test
  void aMigrationMovesAStageThatDoesNotExist() {
    assertThat(parking.with("migration.yaml", "parking/count", "parking/counts").problems())
        .containsExactly(
            "migration.yaml:5  spec.stage: no stage 'parking/counts' in namespace default."
                + " Stages: parking/occupancy, parking/count. Did you mean 'parking/count'?");
  }

  @Test
  void aMigrationGoesToWhereTheStageIs() {
    String already =
        "migration.yaml:6  spec.to: stage parking/count runs on NodePool 'edge-north' already,"
            + " and nothing else changes. Name another pool, engine or parallelism, or remove the"
            + " MigrationRequest.";
    assertThat(
            parking.with("migration.yaml", "{pool: edge-south}", "{pool: edge-north}").problems())
        .containsExactly(already);
    assertThat(
            parking
                .with("migration.yaml", "{pool: edge-south}", "{pool: edge-north, engine: Light}")
                .problems())
        .containsExactly(already);
    assertThat(
            parking
                .with("migration.yaml", "{pool: edge-south}", "{pool: edge-north, engine: Flink}")
                .problems())
        .isEmpty();
  }

  @Test
  void aMigrationAsksForMoreReplicasThanThereArePartitions() {
    assertThat(
            parking
                .with("migration.yaml", "{pool: edge-south}", "{pool: cloud, parallelism: 9}")
                .problems())
        .containsExactly(
            "migration.yaml:6  spec.to.parallelism: parallelism 9 is more than topic crossings has"
                + " partitions. At most 8: one partition is computed by one thread.");
  }

  /** The schema's own rules refuse these two in a file, but not every resource comes from one. */
  @Test
  void parallelismAndNamesOfStages() {
    Resource<?> pipeline =
        new Resource<>(
            "StreamPipeline",
            "default",
            "p",
            new StreamPipelineSpec(
                null,
                Map.of("in", topic(2), "out", topic(1)),
                List.of(stage("twice", 2), stage("twice", 3))),
            SourceMap.unknown("cluster"));

    List<Problem> problems = PipelineCompiler.check(List.of(pipeline)).problems();

    assertThat(problems)
        .extracting(Problem::fieldPath)
        .contains("spec.stages[1].name", "spec.stages[1].parallelism")
        .doesNotContain("spec.stages[0].name", "spec.stages[0].parallelism");
  }

  private static TopicSpec topic(int partitions) {
    return new TopicSpec(partitions, Map.of(), TopicSpec.Format.Json, null, "1s");
  }

  private static StageSpec stage(String name, int parallelism) {
    return new StageSpec(
        name,
        "in",
        "cloud",
        StageSpec.Engine.Light,
        parallelism,
        null,
        List.of(),
        new OutputSpec("out", null),
        "0s",
        null,
        null,
        StageSpec.Delivery.Numbered,
        "1s",
        "10s",
        null,
        null);
  }
}
