package dev.millrace.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.manifest.LoadResult;
import dev.millrace.api.manifest.Manifests;

/** Stages for tests, from the few lines of YAML that matter. */
final class StageText {
  static final String FIELDS = "{v: int, d: double, s: string, b: bool, t: int}";

  private StageText() {}

  /** A stage {@code p.s} from topic in to topic out, with these flow-style steps. */
  static CheckedStage of(String steps) {
    return of("{partitions: 1, fields: " + FIELDS + "}", "{partitions: 1}", steps, "");
  }

  /** The same with the topics and more lines of the stage. */
  static CheckedStage of(String in, String out, String steps, String more) {
    StreamPipelineSpec spec = pipeline(in, out, steps, more);
    return CheckedStage.of("p", spec, spec.stages().get(0));
  }

  static StreamPipelineSpec pipeline(String in, String out, String steps, String more) {
    String text =
        """
        apiVersion: millrace.dev/v1alpha1
        kind: StreamPipeline
        metadata: {name: p}
        spec:
          kafka: {bootstrapServers: "localhost:9092"}
          topics:
            in: %s
            out: %s
          stages:
          - name: s
            from: in
            pool: edge
            steps: %s
            to: {topic: out}
        %s
        """
            .formatted(in, out, steps, more.indent(4));
    LoadResult loaded = Manifests.parse("test.yaml", text);
    assertThat(loaded.problems()).isEmpty();
    return loaded.pipelines().get(0).spec();
  }
}
