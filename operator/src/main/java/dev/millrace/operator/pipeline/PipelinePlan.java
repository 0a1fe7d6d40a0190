package dev.millrace.operator.pipeline;

import dev.millrace.api.StageSpec;
import dev.millrace.operator.kafka.PipelineFacts;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be done about a pipeline: a pure function of what was observed.
 *
 * @param spec whether it compiles
 * @param stages by name, in order; without those whose pool is missing
 */
record PipelinePlan(Concern spec, Map<String, StageDecision> stages) {

  static PipelinePlan of(PipelineObservation seen, Concern spec) {
    Placements placements = new Placements(seen.pools());
    Map<String, StageDecision> stages = new LinkedHashMap<>();
    for (StageSpec stage : seen.pipeline().getSpec().stages()) {
      placements
          .declared(stage)
          .ifPresent(
              declared ->
                  stages.put(stage.name(), decide(seen, spec, stage, declared, placements)));
    }
    return new PipelinePlan(spec, stages);
  }

  private static StageDecision decide(
      PipelineObservation seen,
      Concern spec,
      StageSpec stage,
      ReplicaPlacement declared,
      Placements placements) {
    boolean valid = spec.reason() == Reason.Available;
    StageView view =
        new StageView(
            stage.name(),
            declared,
            // What does not compile starts nothing; what runs goes on as it was rendered.
            valid ? seen.owners(stage) : List.of(),
            seen.fresh(),
            seen.replicas(stage.name()),
            seen.moves().under(seen.pipeline().getMetadata().getName(), stage.name()),
            seen.moves().open(),
            seen.standby(stage, placements.standby(stage)));
    return StageDecision.of(view, replica -> placements.guess(replica, declared));
  }

  /** Whether more is to be done once Kafka, asked anew, has said what is {@code known} already. */
  static boolean waitsForKafka(PipelineObservation cluster, PipelineFacts known, Concern spec) {
    Map<String, StageDecision> now = of(cluster.with(known, false), spec).stages();
    Map<String, StageDecision> then = of(cluster.with(known, true), spec).stages();
    return now.entrySet().stream()
        .anyMatch(
            of ->
                cluster.standbys().containsKey(of.getKey())
                    || !of.getValue().hasEffectOf(then.get(of.getKey())));
  }

  /** The decision about a stage; empty if its pool is missing. */
  Optional<StageDecision> stage(String name) {
    return Optional.ofNullable(stages.get(name));
  }

  boolean isValid() {
    return spec.reason() == Reason.Available;
  }
}
