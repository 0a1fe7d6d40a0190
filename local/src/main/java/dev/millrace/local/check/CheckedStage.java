package dev.millrace.local.check;

import dev.millrace.api.DurationText;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;

/**
 * A stage as the manifests describe it.
 *
 * @param name <code>PIPELINE.STAGE</code>
 * @param spec the stage
 * @param in its input topic
 * @param inFields fields of the input topic, declared or following from the stage that writes it
 * @param out its output topic
 */
record CheckedStage(String name, StageSpec spec, TopicSpec in, Fields inFields, TopicSpec out) {
  static CheckedStage of(String pipeline, StreamPipelineSpec graph, StageSpec stage) {
    return new CheckedStage(
        pipeline + "." + stage.name(),
        stage,
        graph.topics().get(stage.from()),
        TopicFields.of(graph, stage.from()),
        graph.topics().get(stage.to().topic()));
  }

  /** Where dead letters go. */
  String deadLetters() {
    return spec.deadLetters() == null ? name + ".dead-letters" : spec.deadLetters();
  }

  /** A step in Java computes what only it knows, so its results cannot be computed anew. */
  boolean canBeRecomputed() {
    return spec.steps().stream().map(StepSpec::custom).allMatch(custom -> custom == null);
  }

  long allowedLateness() {
    return millis(spec.allowedLateness(), 0);
  }

  /** A duration in milliseconds. */
  static long millis(String duration, long otherwise) {
    return duration == null ? otherwise : DurationText.parse(duration).toMillis();
  }
}
