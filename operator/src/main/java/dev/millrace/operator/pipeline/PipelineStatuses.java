package dev.millrace.operator.pipeline;

import dev.millrace.api.StageSpec;
import dev.millrace.api.StageStatus;
import dev.millrace.api.StreamPipelineStatus;
import dev.millrace.operator.render.ReplicaSpec;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The status of a pipeline. */
final class PipelineStatuses {
  private PipelineStatuses() {}

  static StreamPipelineStatus of(
      PipelineObservation seen, PipelinePlan plan, List<Concern> concerns, Instant now) {
    StreamPipelineStatus before = seen.pipeline().getStatus();
    Long generation = seen.pipeline().getMetadata().getGeneration();
    List<StageStatus> stages =
        seen.pipeline().getSpec().stages().stream().map(stage -> stage(seen, plan, stage)).toList();
    long ready = stages.stream().filter(PipelineStatuses::isReady).count();
    return new StreamPipelineStatus(
        generation,
        Conditions.of(before == null ? null : before.conditions(), generation, now, concerns),
        stages,
        ready + "/" + stages.size());
  }

  private static boolean isReady(StageStatus stage) {
    return stage.readyReplicas() != null
        && stage.readyReplicas() > 0
        && stage.readyReplicas().equals(stage.replicas())
        && Objects.equals(stage.ownedPartitions(), stage.partitions());
  }

  private static StageStatus stage(PipelineObservation seen, PipelinePlan plan, StageSpec stage) {
    List<String> owners = seen.owners(stage);
    int partitions = seen.pipeline().getSpec().topics().get(stage.from()).partitions();
    Integer owned =
        owners.isEmpty() ? null : Math.toIntExact(owners.stream().filter(Objects::nonNull).count());
    String pipeline = seen.pipeline().getMetadata().getName();
    String migration =
        seen.moves().under(pipeline, stage.name()).map(StageMove::request).orElse(null);
    Optional<StageDecision> decision = plan.stage(stage.name());
    Optional<ReplicaSpec> home = decision.flatMap(StageDecision::home);
    List<ReplicaSpec> keep = decision.map(StageDecision::keep).orElse(List.of());
    return new StageStatus(
        stage.name(),
        home.map(at -> at.placement().pool()).orElse(null),
        home.map(at -> at.placement().engine()).orElse(null),
        keep.size(),
        Math.toIntExact(keep.stream().filter(seen::isReady).count()),
        owned,
        partitions,
        migration,
        home.filter(at -> !at.placement().equals(at.declared()))
            .map(ReplicaSpec::placedBy)
            .orElse(null));
  }
}
