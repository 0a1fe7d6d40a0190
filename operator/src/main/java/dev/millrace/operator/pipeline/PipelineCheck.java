package dev.millrace.operator.pipeline;

import dev.millrace.api.KafkaSpec;
import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipeline;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.manifest.Problem;
import dev.millrace.api.manifest.Resource;
import dev.millrace.api.manifest.SourceMap;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Conditions;
import dev.millrace.operator.status.Reason;
import dev.millrace.stream.pipeline.PipelineCompiler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles a pipeline as {@code millrace validate} does, so that both say the same of it. */
final class PipelineCheck {
  /** Type of the condition. */
  static final String TYPE = "SpecValid";

  private PipelineCheck() {}

  /**
   * Whether the pipeline compiles. What was found valid is not compiled again for the same
   * generation: nothing outside the specification has a say in it.
   */
  static Concern of(StreamPipeline pipeline) {
    Long generation = pipeline.getMetadata().getGeneration();
    boolean known =
        pipeline.getStatus() != null
            && Conditions.find(pipeline.getStatus().conditions(), TYPE)
                .filter(condition -> condition.observedGeneration() != null)
                .filter(condition -> condition.observedGeneration().equals(generation))
                .filter(condition -> condition.reason().equals(Reason.Available.name()))
                .isPresent();
    return known ? valid() : compile(pipeline);
  }

  private static Concern compile(StreamPipeline pipeline) {
    String name = pipeline.getMetadata().getName();
    SourceMap source = SourceMap.unknown(name);
    List<Resource<?>> resources = new ArrayList<>();
    for (String pool : poolNames(pipeline.getSpec())) {
      // Which pools there are is another concern; here only expressions and wiring count.
      NodePoolSpec any = new NodePoolSpec(NodePoolSpec.Tier.Edge, Map.of(), List.of(), null, null);
      resources.add(new Resource<>("NodePool", "", pool, any, source));
    }
    resources.add(
        new Resource<>(
            "StreamPipeline",
            pipeline.getMetadata().getNamespace(),
            name,
            withoutCredentials(pipeline.getSpec()),
            source));
    List<Problem> problems = PipelineCompiler.check(resources).problems();
    return problems.isEmpty() ? valid() : new Concern(TYPE, Reason.SpecInvalid, text(problems));
  }

  private static Concern valid() {
    return Concern.holds(TYPE, "The specification compiles.");
  }

  private static Set<String> poolNames(StreamPipelineSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    for (StageSpec stage : spec.stages()) {
      names.add(stage.pool());
      if (stage.standby() != null) {
        names.add(stage.standby());
      }
    }
    return names;
  }

  private static StreamPipelineSpec withoutCredentials(StreamPipelineSpec spec) {
    KafkaSpec kafka = new KafkaSpec(spec.kafka().bootstrapServers(), null);
    return new StreamPipelineSpec(kafka, spec.topics(), spec.stages());
  }

  private static String text(List<Problem> problems) {
    return problems.stream()
        .map(
            problem ->
                (problem.fieldPath().isEmpty() ? "" : problem.fieldPath() + ": ")
                    + problem.message()
                    + (problem.hint().isEmpty() ? "" : " " + problem.hint()))
        .collect(Collectors.joining("\n"));
  }
}
