package dev.millrace.kafka;

import dev.millrace.api.FieldType;
import dev.millrace.api.OutputSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stage and its input for simulations. */
final class SmallStage {
  static final int OUTPUT_PARTITIONS = 3;
  static final int RECORDS = 60;

  private SmallStage() {}

  /** Two kinds of outputs, some records with none, some dead letters. */
  static StagePlan plan() {
    return plan("value.v % 3 != 0", "sum(value.v)");
  }

  /** As {@link #plan}, but of nine records eight have no output. */
  static StagePlan sparsePlan() {
    return plan("value.v % 9 == 4", "sum(value.v)");
  }

  /** As {@link #plan}, but it gets every value from this one on wrong. */
  static StagePlan divergentPlan(int from) {
    return plan("value.v % 3 != 0", "sum(value.v >= %d ? value.v + 1 : value.v)".formatted(from));
  }

  private static StagePlan plan(String filter, String sum) {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("k", FieldType.STRING);
    fields.put("v", FieldType.INT);
    Map<String, TopicSpec> topics = new LinkedHashMap<>();
    topics.put("in", new TopicSpec(1, fields, null, null, null));
    topics.put("out", new TopicSpec(OUTPUT_PARTITIONS, null, null, null, null));
    StepSpec filtered = new StepSpec(filter, null, null, null, null, null, null, null, null, null);
    Map<String, String> sums = new LinkedHashMap<>();
    sums.put("k", "last(value.k)");
    sums.put("sum", sum);
    StepSpec running = new StepSpec(null, null, null, null, null, sums, null, null, null, null);
    StageSpec stage =
        new StageSpec(
            "sum",
            "in",
            "pool",
            null,
            null,
            null,
            List.of(filtered, running),
            new OutputSpec("out", "value.k"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return StageCompiler.compile(
        "test", new StreamPipelineSpec(null, topics, List.of(stage)), "sum");
  }

  static List<InputRecord> input() {
    return input(RECORDS);
  }

  static List<InputRecord> input(int count) {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String value =
          i % 11 == 5 ? "{\"v\":\"not a number\"}" : "{\"k\":\"k" + i % 7 + "\",\"v\":" + i + "}";
      records.add(
          new InputRecord(
              i,
              1_000 + i,
              ("k" + i % 7).getBytes(StandardCharsets.UTF_8),
              value.getBytes(StandardCharsets.UTF_8),
              InputRecord.NO_HEADERS));
    }
    return records;
  }
}
