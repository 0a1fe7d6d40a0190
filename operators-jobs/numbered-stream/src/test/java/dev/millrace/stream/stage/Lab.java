package dev.millrace.stream.stage;

import dev.millrace.api.FieldType;
import dev.millrace.api.OutputSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TimeSpec;
import dev.millrace.api.TopicSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pipeline of one stage, from topic {@code in} with fields n, x, s and b to topic {@code out}.
 */
record Lab(
    List<StepSpec> steps, String lateness, String late, String key, TimeSpec time, String rate) {
  static Lab of(StepSpec... steps) {
    return new Lab(List.of(steps), null, null, null, null, null);
  }

  Lab lateness(String duration) {
    return new Lab(steps, duration, late, key, time, rate);
  }

  Lab late(String topic) {
    return new Lab(steps, lateness, topic, key, time, rate);
  }

  Lab key(String expression) {
    return new Lab(steps, lateness, late, expression, time, rate);
  }

  Lab time(String field, String maxAhead) {
    return new Lab(steps, lateness, late, key, new TimeSpec(field, maxAhead), rate);
  }

  static Map<String, FieldType> fields() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("n", FieldType.INT);
    fields.put("x", FieldType.DOUBLE);
    fields.put("s", FieldType.STRING);
    fields.put("b", FieldType.BOOL);
    return fields;
  }

  StreamPipelineSpec pipeline() {
    StageSpec stage = stage("stage", "in", "out", key, lateness, late, steps);
    return new StreamPipelineSpec(
        null,
        Map.of(
            "in", new TopicSpec(4, fields(), null, time, null),
            "out", new TopicSpec(2, null, null, null, null)),
        List.of(stage));
  }

  static StageSpec stage(
      String name,
      String from,
      String to,
      String key,
      String lateness,
      String late,
      List<StepSpec> steps) {
    return new StageSpec(
        name,
        from,
        "pool",
        null,
        null,
        null,
        steps,
        to == null ? null : new OutputSpec(to, key),
        lateness,
        late,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  StagePlan plan() {
    return StageCompiler.compile("pipeline", pipeline(), "stage");
  }

  Run run() {
    return new Run(plan());
  }
}
