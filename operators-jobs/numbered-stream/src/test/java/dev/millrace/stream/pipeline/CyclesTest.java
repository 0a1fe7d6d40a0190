package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cycles through stages are named whole (C3-01). */
class CyclesTest {
  private static final String ADVICE =
      " A stage may not depend on its own results: write to another topic.";

  private static final String HEAD =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: NodePool
      metadata: {name: cloud}
      spec: {tier: Cloud}
      """;

  @TempDir private Path copy;

  @Test
  void aCycleThroughTwoStages() {
    ManifestDirectory parking = ManifestDirectory.of("valid-parking", copy);

    assertThat(
            parking
                .with(
                    "pipeline.yaml",
                    "    - running: {occupied: sum(value.entered - value.left)}\n"
                        + "    to: {topic: occupancy}",
                    "    - map: {lot: value.lot, gate: value.lot, direction: value.lot}\n"
                        + "    to: {topic: crossings}")
                .problems())
        .containsExactly(
            "pipeline.yaml:34  spec.stages[1].to.topic: the stages form a cycle:"
                + " occupancy → crossings → count → counts → occupancy."
                + ADVICE);
  }

  @Test
  void lateRecordsCloseACycleToo() {
    ManifestDirectory parking = ManifestDirectory.of("valid-parking", copy);

    assertThat(
            parking
                .with("pipeline.yaml", "    standby: edge-south\n", "    late: crossings\n")
                .problems())
        .containsExactly(
            "pipeline.yaml:34  spec.stages[1].to.topic: the stages form a cycle:"
                + " occupancy → crossings → count → counts → occupancy."
                + ADVICE);
  }

  @Test
  void cyclesThatHaveNoStageInCommonAreAllNamedAndEachOnce() {
    String loops =
        HEAD
            + pipeline("p", "a", "ax", "by")
            + pipeline("q", "b", "by", "ax")
            + pipeline("r", "c", "u", "v")
            + pipeline("s", "d", "v", "u");
    ManifestDirectory directory =
        ManifestDirectory.of("valid-without-gateway", copy).without("all.yaml");

    assertThat(directory.withFile("loops.yaml", loops).problems())
        .containsExactly(
            "loops.yaml:22  spec.stages[0].to.topic: the stages form a cycle:"
                + " p/a → by → q/b → ax → p/a."
                + ADVICE,
            "loops.yaml:40  spec.stages[0].to.topic: the stages form a cycle:"
                + " r/c → v → s/d → u → r/c."
                + ADVICE);
  }

  @Test
  void aStageBehindACycleIsNotPartOfIt() {
    String diamond =
        HEAD
            + pipeline("p", "a", "ax", "by")
            + pipeline("q", "b", "by", "cz")
            + pipeline("r", "c", "by", "cz")
            + pipeline("s", "d", "cz", "dw");
    ManifestDirectory directory =
        ManifestDirectory.of("valid-without-gateway", copy).without("all.yaml");

    assertThat(directory.withFile("diamond.yaml", diamond).problems()).isEmpty();
  }

  /** Nine lines. */
  private static String pipeline(String name, String stage, String from, String to) {
    return """
    ---
    apiVersion: millrace.dev/v1alpha1
    kind: StreamPipeline
    metadata: {name: %s}
    spec:
      kafka: {bootstrapServers: "kafka:9092"}
      topics: {%s: {fields: {level: int}}, %s: {fields: {level: int}}}
      stages:
      - {name: %s, from: %s, pool: cloud, steps: [], to: {topic: %s}}
    """
        .formatted(name, from, to, stage, from, to);
  }
}
