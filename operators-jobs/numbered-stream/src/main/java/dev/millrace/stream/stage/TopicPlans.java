package dev.millrace.stream.stage;

import dev.millrace.api.FieldType;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.stream.codec.ContentFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a pipeline says of its topics, with the defaults filled in. Nothing here fails. */
final class TopicPlans {
  static final String DEFAULT_TICK_INTERVAL = "1s";
  static final String DEFAULT_MAX_AHEAD = "5s";

  private static final TopicSpec UNKNOWN = new TopicSpec(null, null, null, null, null);

  private final StreamPipelineSpec pipeline;

  TopicPlans(StreamPipelineSpec pipeline) {
    this.pipeline = pipeline;
  }

  /** Whether the pipeline declares the topic. */
  boolean isDeclared(String topic) {
    return pipeline.topics() != null && pipeline.topics().get(topic) != null;
  }

  /** The topic; without any property if it is not declared. */
  TopicSpec topic(String topic) {
    return isDeclared(topic) ? pipeline.topics().get(topic) : UNKNOWN;
  }

  /** The stages in order, never null. */
  List<StageSpec> stages() {
    return pipeline.stages() == null
        ? List.of()
        : pipeline.stages().stream().filter(Objects::nonNull).toList();
  }

  /** The stages that write the topic. */
  List<StageSpec> writers(String topic) {
    return stages().stream()
        .filter(stage -> stage.to() != null && Objects.equals(stage.to().topic(), topic))
        .toList();
  }

  /** Where the stage stands in the manifest. */
  String path(StageSpec stage) {
    return "spec.stages[" + pipeline.stages().indexOf(stage) + "]";
  }

  /** The declared fields, or null. */
  Map<String, FieldType> fields(String topic) {
    return topic(topic).fields();
  }

  /** Partitions as declared, or -1. */
  int partitions(String topic) {
    Integer partitions = topic(topic).partitions();
    return partitions == null ? -1 : partitions;
  }

  /** The format of the values that stages write. */
  ContentFormat format(String topic) {
    return topic(topic).format() == TopicSpec.Format.Cbor ? ContentFormat.CBOR : ContentFormat.JSON;
  }
}
