package dev.millrace.local.check;

import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import java.util.Map;

/** The fields of a topic: declared, or those that the stage writes whose output it is. */
final class TopicFields {
  private TopicFields() {}

  static Fields of(StreamPipelineSpec graph, String topic) {
    TopicSpec spec = graph.topics().get(topic);
    if (spec.fields() != null && !spec.fields().isEmpty()) {
      return new Fields(spec.fields());
    }
    for (StageSpec stage : graph.stages()) {
      if (stage.to().topic().equals(topic)) {
        Fields input = of(graph, stage.from());
        LogClock clock = new LogClock(0);
        return StepFactory.chain(stage.steps(), input, clock, event -> {}).output();
      }
    }
    return new Fields(Map.of());
  }
}
