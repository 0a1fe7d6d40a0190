package dev.millrace.operator.migration;

import dev.millrace.api.MigrationRequest;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipeline;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.controllog.strategy.StrategySite;
import dev.millrace.operator.apply.ObjectApplier;
import dev.millrace.operator.kafka.Inspector;
import dev.millrace.operator.kafka.KafkaAccess;
import dev.millrace.operator.kafka.PipelineFacts;
import dev.millrace.operator.pipeline.PipelineSources;
import dev.millrace.operator.pipeline.Placements;
import dev.millrace.operator.pipeline.ReplicaObjects;
import dev.millrace.operator.render.ReplicaRecord;
import dev.millrace.operator.render.ReplicaSpec;
import dev.millrace.operator.render.StageRendering;
import dev.millrace.operator.status.StatusWriter;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Puts together what a migration needs.
 *
 * @param statuses where journals are kept
 * @param applier that writes objects
 * @param rendering of replicas
 * @param sources where pipelines, pools and replicas are seen
 * @param inspector that knows the owners of partitions
 * @param kafka how clusters are reached
 * @param clock of the operator
 */
public record MigrationAssembly(
    StatusWriter statuses,
    ObjectApplier applier,
    StageRendering rendering,
    PipelineSources sources,
    Inspector<StreamPipelineSpec, PipelineFacts> inspector,
    KafkaAccess kafka,
    Clock clock) {

  /** What is known of a migration that is to begin or to go on. */
  MigrationStart start(MigrationRequest request) {
    Optional<StreamPipeline> pipeline = pipeline(request);
    String stage = request.getSpec().stage().replaceFirst(".*/", "");
    List<ReplicaSpec> replicas =
        pipeline
            .map(
                of ->
                    sources.configs(of).stream()
                        .flatMap(map -> ReplicaRecord.read(map).stream())
                        .filter(replica -> replica.stage().equals(stage))
                        .toList())
            .orElse(List.of());
    return new MigrationStart(
        request,
        pipeline,
        sources.pools(),
        pipeline.flatMap(of -> inspector.known(ResourceID.fromResource(of))),
        replicas);
  }

  /** Whether there is nothing left that a migration could be about. */
  boolean isPipelineGone(MigrationRequest request) {
    return pipeline(request).filter(of -> !of.isMarkedForDeletion()).isEmpty();
  }

  /** The migration, ready to run. */
  RunningMigration running(MigrationRequest request, MigrationRoute route) {
    StreamPipeline pipeline = pipeline(request).orElseThrow();
    StageSpec stage =
        pipeline.getSpec().stages().stream()
            .filter(one -> one.name().equals(route.stage()))
            .findFirst()
            .orElseThrow();
    String namespace = request.getMetadata().getNamespace();
    MigrationDiary diary = new MigrationDiary(request, route, new ApiStore(statuses), clock);
    return new RunningMigration(
        new RequestedSteps(
            MigrationNames.migration(request),
            request.getSpec(),
            route,
            stage.from(),
            pipeline.getSpec().topics().get(stage.from()).partitions(),
            site(request, route),
            clock),
        diary,
        () -> kafka.open(namespace, pipeline.getSpec().kafka()));
  }

  private StrategySite site(MigrationRequest request, MigrationRoute route) {
    return new ClusterSite(
        route,
        request.getMetadata().getNamespace(),
        request.getMetadata().getName(),
        () -> pipeline(request),
        () -> new Placements(sources.pools()),
        new ReplicaObjects(applier, rendering, sources),
        new ApiRemains(applier.client()),
        clock);
  }

  private Optional<StreamPipeline> pipeline(MigrationRequest request) {
    return sources.pipeline(
        request.getMetadata().getNamespace(), request.getSpec().stage().replaceFirst("/.*", ""));
  }
}
