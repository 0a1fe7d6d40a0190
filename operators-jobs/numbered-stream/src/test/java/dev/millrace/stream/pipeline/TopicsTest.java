package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dangling edges (C3-01): names of topics, loose ends, and pipelines that disagree. */
class TopicsTest {
  private static final String PIPELINE = "pipeline.yaml";

  @TempDir private Path copy;
  private ManifestDirectory parking;

  @BeforeEach
  void start() {
    parking = ManifestDirectory.of("valid-parking", copy);
  }

  @Test
  void aStageReadsATopicThatIsNotDeclared() {
    assertThat(parking.with(PIPELINE, "from: counts", "from: cuonts").problems())
        .containsExactly(
            "pipeline.yaml:15  spec.stages[0].from: no topic 'cuonts' in pipeline parking."
                + " Topics: crossings, counts, occupancy, too-late. Did you mean 'counts'?");
  }

  @Test
  void aStageWritesATopicThatIsNotDeclared() {
    assertThat(parking.with(PIPELINE, "{topic: occupancy}", "{topic: elsewhere}").problems())
        .containsExactly(
            "pipeline.yaml:21  spec.stages[0].to.topic: no topic 'elsewhere' in pipeline parking."
                + " Topics: crossings, counts, occupancy, too-late.");
  }

  @Test
  void aSlipInAnOutputIsNotReportedAtItsReadersAsWell() {
    assertThat(parking.with(PIPELINE, "{topic: counts,", "{topic: count,").problems())
        .containsExactly(
            "pipeline.yaml:34  spec.stages[1].to.topic: no topic 'count' in pipeline parking."
                + " Topics: crossings, counts, occupancy, too-late. Did you mean 'counts'?");
  }

  @Test
  void theTopicOfLateRecordsMustBeDeclared() {
    assertThat(parking.with(PIPELINE, "late: too-late", "late: belated").problems())
        .containsExactly(
            "pipeline.yaml:25  spec.stages[1].late: no topic 'belated' in pipeline parking."
                + " Topics: crossings, counts, occupancy, too-late.");
  }

  @Test
  void aTopicOfDeadLettersThatIsNamedMustBeDeclared() {
    assertThat(
            parking
                .with(PIPELINE, "late: too-late", "late: too-late\n    deadLetters: dead")
                .problems())
        .containsExactly(
            "pipeline.yaml:26  spec.stages[1].deadLetters: no topic 'dead' in pipeline parking."
                + " Topics: crossings, counts, occupancy, too-late.");
  }

  @Test
  void aGatewayMayWriteATopicThatIsDeclaredAndNobodyReads() {
    assertThat(
            parking
                .with(
                    "gateway.yaml",
                    "  resources:\n",
                    "  resources:\n  - {path: /notes, topic: occupancy}\n")
                .problems())
        .isEmpty();
  }

  @Test
  void nothingWritesTheInputOfAStage() {
    assertThat(parking.with("gateway.yaml", "topic: crossings", "topic: occupancy").problems())
        .containsExactly(
            "pipeline.yaml:23  spec.stages[1].from: stage count has no input: nothing writes topic"
                + " crossings. Write it from a gateway or a stage, or read another topic.");
  }

  @Test
  void withoutGatewaysAndFleetsInputsComeFromOutside() {
    assertThat(parking.without("gateway.yaml").without("fleet.yaml").problems()).isEmpty();
  }

  @Test
  void aFleetAloneDoesNotMakeUpForItsGateway() {
    assertThat(parking.without("gateway.yaml").problems())
        .containsExactly(
            "fleet.yaml:5      spec.gateway: no CoapGateway 'gates' in namespace default."
                + " There are no CoapGateways.",
            "pipeline.yaml:23  spec.stages[1].from: stage count has no input: nothing writes topic"
                + " crossings. Write it from a gateway or a stage, or read another topic.");
  }

  @Test
  void pipelinesThatDeclareOneTopicSayTheSameOfIt() {
    String other =
        """
        apiVersion: millrace.dev/v1alpha1
        kind: StreamPipeline
        metadata: {name: watch}
        spec:
          kafka: {bootstrapServers: "kafka:9092"}
          topics:
            crossings:
              partitions: 4
              fields: {lot: int, direction: string}
              format: Cbor
            alarms: {}
          stages:
          - name: alarm
            from: crossings
            pool: cloud
            steps:
            - filter: value.direction == 'out'
            to: {topic: alarms}
        """;
    assertThat(parking.withFile("watch.yaml", other).problems())
        .containsExactly(
            "watch.yaml:8   spec.topics.crossings.partitions: topic crossings has partitions 4 here"
                + " and 8 in pipeline parking (pipeline.yaml:7)."
                + " A topic is the same for all pipelines.",
            "watch.yaml:9   spec.topics.crossings.fields.lot: topic crossings has lot int here"
                + " and string in pipeline parking (pipeline.yaml:9)."
                + " A topic is the same for all pipelines.",
            "watch.yaml:10  spec.topics.crossings.format: topic crossings has format Cbor here"
                + " and Json in pipeline parking (pipeline.yaml:7)."
                + " A topic is the same for all pipelines.");
  }
}
