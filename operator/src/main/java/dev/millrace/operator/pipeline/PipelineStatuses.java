package dev.millrace.operator.pipeline;

import dev.millrace.api.StageStatus;
import dev.millrace.api.StreamPipelineStatus;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The status of a pipeline. */
final class PipelineStatuses {
  private PipelineStatuses() {}

  static StreamPipelineStatus of(
      PipelineObservation seen, PipelinePlan plan, List<Concern> concerns, Instant now) {
    StreamPipelineStatus before = seen.pipeline().getStatus();
    Long generation = seen.pipeline().getMetadata().getGeneration();
    List<StageStatus> stages =
        seen.pipeline().getSpec().stages().stream()
            .map(stage -> StageStatuses.of(seen, plan, stage))
            .toList();
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
}
