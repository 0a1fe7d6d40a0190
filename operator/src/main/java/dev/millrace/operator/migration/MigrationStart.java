package dev.millrace.operator.migration;

import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationRequestStatus;
import dev.millrace.api.NodePool;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.kafka.PipelineFacts;
import dev.millrace.operator.pipeline.Placements;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether a migration can begin, or go on: a pure function of what is known.
 *
 * @param request the resource
 * @param pipeline that it names, if it is there
 * @param pools by name
 * @param facts what Kafka says of the pipeline
 * @param replicas of the stage
 */
record MigrationStart(
    MigrationRequest request,
    Optional<StreamPipeline> pipeline,
    Map<String, NodePool> pools,
    Optional<PipelineFacts> facts,
    List<ReplicaSpec> replicas) {

  /** What is to be done. */
  sealed interface Answer {
    /** Begin, or go on, along this route. */
    record Go(MigrationRoute route) implements Answer {}

    /** Look again later. */
    record Wait(String message) implements Answer {}

    /** It can never begin. */
    record Refuse(String reason) implements Answer {}
  }

  Answer answer() {
    Optional<String> unavailable = unavailable();
    if (unavailable.isPresent()) {
      return new Answer.Refuse(unavailable.get());
    }
    if (pipeline.isEmpty()) {
      return new Answer.Wait("No StreamPipeline '%s' yet.".formatted(pipelineName()));
    }
    Optional<StageSpec> stage =
        pipeline.get().getSpec().stages().stream()
            .filter(one -> one.name().equals(stageName()))
            .findFirst();
    if (stage.isEmpty()) {
      return new Answer.Refuse(
          "no stage '%s' in pipeline %s. Stages: %s"
              .formatted(
                  stageName(),
                  pipelineName(),
                  String.join(
                      ", ",
                      pipeline.get().getSpec().stages().stream().map(StageSpec::name).toList())));
    }
    return hasBegun() ? resume() : begin(stage.get());
  }

  private Answer begin(StageSpec stage) {
    List<String> owners =
        facts
            .filter(PipelineFacts::isKnown)
            .map(known -> known.owners().getOrDefault(stage.name(), List.of()))
            .orElse(List.of());
    if (owners.isEmpty() || owners.contains(null)) {
      return new Answer.Wait("Stage %s does not run yet.".formatted(stageName()));
    }
    Optional<ReplicaSpec> home =
        replicas.stream()
            .filter(replica -> owners.contains(replica.replica()))
            .max(Comparator.comparingLong(replica -> owned(owners, replica)));
    if (home.isEmpty()) {
      return new Answer.Wait("Stage %s has no replica yet.".formatted(stageName()));
    }
    return along(stage, home.get());
  }

  private Answer along(StageSpec stage, ReplicaSpec home) {
    MigrationRequestSpec.Strategy strategy = request.getSpec().strategy();
    if (stage.standby() != null
        && strategy != null
        && strategy != MigrationRequestSpec.Strategy.Parallel) {
      return new Answer.Refuse(
          "%s has a standby, which takes over from an owner that stands still; Parallel moves it"
              .formatted(stageName()));
    }
    ReplicaPlacement from = home.placement();
    Optional<ReplicaPlacement> to = new Placements(pools).target(request.getSpec().to(), from);
    if (to.isEmpty()) {
      return new Answer.Refuse(
          "no NodePool '%s'. NodePools: %s"
              .formatted(
                  request.getSpec().to().pool(), String.join(", ", new TreeSet<>(pools.keySet()))));
    }
    if (to.get().equals(from)) {
      return new Answer.Refuse(
          "%s runs on pool %s already, on %s with parallelism %d"
              .formatted(stageName(), from.pool(), from.engine(), from.parallelism()));
    }
    int partitions = pipeline.orElseThrow().getSpec().topics().get(stage.from()).partitions();
    if (to.get().parallelism() > partitions) {
      return new Answer.Refuse(
          "parallelism %d is more than the %d partitions of topic %s"
              .formatted(to.get().parallelism(), partitions, stage.from()));
    }
    NodePool pool = pools.get(to.get().pool());
    if (pool.getStatus() != null && Objects.equals(pool.getStatus().readyNodes(), 0)) {
      return new Answer.Refuse("no node of pool %s is ready".formatted(to.get().pool()));
    }
    return new Answer.Go(
        new MigrationRoute(
            pipelineName(),
            stageName(),
            home.replica(),
            MigrationNames.target(request),
            from,
            to.get()));
  }

  /** What was decided before is in the status; the rest matters only while replicas are there. */
  private Answer resume() {
    MigrationRequestStatus status = request.getStatus();
    Optional<ReplicaSpec> source = replica(status.source());
    Optional<ReplicaSpec> target = replica(status.target());
    ReplicaPlacement from =
        source
            .map(ReplicaSpec::placement)
            .orElseGet(() -> new ReplicaPlacement(status.fromPool(), StageSpec.Engine.Light, 1));
    Optional<ReplicaPlacement> to =
        target
            .map(ReplicaSpec::placement)
            .or(() -> new Placements(pools).target(request.getSpec().to(), from));
    return to.<Answer>map(
            where ->
                new Answer.Go(
                    new MigrationRoute(
                        pipelineName(),
                        stageName(),
                        status.source(),
                        status.target(),
                        from,
                        where)))
        .orElseGet(
            () ->
                new Answer.Wait(
                    "NodePool '%s' is gone: make it again, so that the migration can end."
                        .formatted(request.getSpec().to().pool())));
  }

  private Optional<String> unavailable() {
    return hasBegun()
        ? Optional.empty()
        : Optional.ofNullable(RequestedSteps.unavailable(request.getSpec()));
  }

  private boolean hasBegun() {
    return request.getStatus() != null && request.getStatus().target() != null;
  }

  private Optional<ReplicaSpec> replica(String name) {
    return replicas.stream().filter(one -> one.replica().equals(name)).findFirst();
  }

  private static long owned(List<String> owners, ReplicaSpec replica) {
    return owners.stream().filter(replica.replica()::equals).count();
  }

  private String pipelineName() {
    return request.getSpec().stage().substring(0, request.getSpec().stage().indexOf('/'));
  }

  private String stageName() {
    return request.getSpec().stage().substring(request.getSpec().stage().indexOf('/') + 1);
  }
}
