package dev.millrace.operator.pipeline;

import dev.millrace.api.StageSpec;
import dev.millrace.api.StageStatus;
import dev.millrace.api.StreamPipelineStatus;
import dev.millrace.operator.render.ReplicaSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a pipeline's status says of its stages. */
final class StageStatuses {
  private StageStatuses() {}

  /** The status of one stage; what was known of its place stands while the log cannot be read. */
  static StageStatus of(PipelineObservation seen, PipelinePlan plan, StageSpec stage) {
    StageStatus now = known(seen, plan, stage);
    Optional<StageStatus> before = find(seen.pipeline().getStatus(), stage.name());
    return now.ownedPartitions() == null && before.isPresent() ? kept(now, before.get()) : now;
  }

  /** The stages whose standby has taken over from one status to the next, each with the story. */
  static List<String> takeOvers(StreamPipelineStatus before, StreamPipelineStatus after) {
    return after.stages().stream()
        .filter(
            now ->
                find(before, now.name())
                    .filter(was -> was.migration() == null && now.migration() == null)
                    .filter(was -> was.standby() != null && was.standby().equals(now.owner()))
                    .isPresent())
        .map(
            now ->
                "%s: replica %s was lost, and its standby %s in pool %s has taken over."
                    .formatted(
                        now.name(),
                        find(before, now.name()).orElseThrow().owner(),
                        now.owner(),
                        now.pool()))
        .toList();
  }

  private static StageStatus known(PipelineObservation seen, PipelinePlan plan, StageSpec stage) {
    List<String> owners = seen.owners(stage);
    Integer owned =
        owners.isEmpty() ? null : Math.toIntExact(owners.stream().filter(Objects::nonNull).count());
    Optional<StageMove> move =
        seen.moves().under(seen.pipeline().getMetadata().getName(), stage.name());
    Optional<StageDecision> decision = plan.stage(stage.name());
    Optional<ReplicaSpec> home = decision.flatMap(StageDecision::home);
    List<ReplicaSpec> keep = decision.map(StageDecision::keep).orElse(List.of());
    Optional<String> owner = home.map(ReplicaSpec::replica).filter(owners::contains);
    Optional<String> standby = standby(stage, keep, owner, move);
    return new StageStatus(
        stage.name(),
        home.map(at -> at.placement().pool()).orElse(null),
        home.map(at -> at.placement().engine()).orElse(null),
        keep.size(),
        Math.toIntExact(keep.stream().filter(seen::isReady).count()),
        owned,
        seen.pipeline().getSpec().topics().get(stage.from()).partitions(),
        move.map(StageMove::request).orElse(null),
        home.filter(at -> !at.placement().equals(at.declared()))
            .map(ReplicaSpec::placedBy)
            .orElse(null),
        owner.orElse(null),
        standby.orElse(null),
        standby.map(seen.followers(stage.name())::contains).orElse(null));
  }

  /** What is kept beside the owner, and is not being moved to or from. */
  private static Optional<String> standby(
      StageSpec stage, List<ReplicaSpec> keep, Optional<String> owner, Optional<StageMove> move) {
    return keep.stream()
        .map(ReplicaSpec::replica)
        .filter(one -> stage.standby() != null && owner.isPresent())
        .filter(one -> !one.equals(owner.get()))
        .filter(one -> move.isEmpty() || !move.get().names(one))
        .findFirst();
  }

  private static StageStatus kept(StageStatus now, StageStatus before) {
    return new StageStatus(
        now.name(),
        before.pool(),
        before.engine(),
        now.replicas(),
        now.readyReplicas(),
        null,
        now.partitions(),
        now.migration(),
        before.placedBy(),
        before.owner(),
        before.standby(),
        now.standbyFollows());
  }

  private static Optional<StageStatus> find(StreamPipelineStatus status, String stage) {
    return status == null || status.stages() == null
        ? Optional.empty()
        : status.stages().stream().filter(one -> one.name().equals(stage)).findFirst();
  }
}
