package dev.millrace.stream.pipeline;

import dev.millrace.api.StageSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Resource;
import dev.millrace.api.manifest.Suggestion;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A stage where a manifest writes it. {@code index} counts the pipeline's stages from 0. */
record StageSite(Resource<StreamPipelineSpec> pipeline, int index, StageSpec spec) {
  String name() {
    return spec.name();
  }

  /** {@code pipeline.stage}, as identities and default topics name it. */
  String id() {
    return pipeline.name() + "." + spec.name();
  }

  /** The place of one of the stage's fields. */
  FieldPath field(String name) {
    return place(index).field(name);
  }

  /** The place of a stage in its pipeline. */
  static FieldPath place(int index) {
    return FieldPath.of("spec").field("stages").index(index);
  }

  /** The topics that the stage's pipeline declares, in the order of the file. */
  Map<String, TopicSpec> topics() {
    return topics(pipeline);
  }

  /**
   * The topics that a pipeline declares. A spec's maps are in alphabetical order, as from a
   * cluster; where the file is known, its order is the one that people look for.
   */
  static Map<String, TopicSpec> topics(Resource<StreamPipelineSpec> pipeline) {
    Map<String, TopicSpec> declared =
        pipeline.spec().topics() == null ? Map.of() : pipeline.spec().topics();
    Map<String, TopicSpec> ordered = new LinkedHashMap<>();
    declared.keySet().stream()
        .sorted(Comparator.comparing(name -> pipeline.source().locate(topicPlace(name))))
        .forEach(name -> ordered.put(name, declared.get(name)));
    return ordered;
  }

  /** The place of a topic in its pipeline. */
  static FieldPath topicPlace(String name) {
    return FieldPath.of("spec").field("topics").field(name);
  }

  List<StepSpec> steps() {
    return spec.steps() == null ? List.of() : spec.steps();
  }

  /** The topic of results; where its name has a slip, the declared one that was meant. */
  String intendedOutput() {
    String written = spec.to().topic();
    Set<String> declared = topics().keySet();
    return declared.contains(written)
        ? written
        : Suggestion.nearest(written, declared).orElse(written);
  }

  /** The topic of undecodable and failed records: the one named, or the stage's own. */
  String deadLetters() {
    return spec.deadLetters() == null ? id() + ".dead-letters" : spec.deadLetters();
  }
}
