package dev.millrace.operator.pipeline;

import dev.millrace.api.MigrationRequest;
import dev.millrace.api.StreamPipeline;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.StreamPipelineStatus;
import dev.millrace.operator.apply.Caches;
import dev.millrace.operator.apply.NameTakenException;
import dev.millrace.operator.apply.ObjectApplier;
import dev.millrace.operator.kafka.Inspector;
import dev.millrace.operator.kafka.KafkaAccess;
import dev.millrace.operator.kafka.PipelineFacts;
import dev.millrace.operator.render.PipelineRendering;
import dev.millrace.operator.render.ReplicaSpec;
import dev.millrace.operator.render.StageRendering;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Reason;
import dev.millrace.operator.status.StatusWriter;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the stages of pipelines where the control log says that they are. */
@ControllerConfiguration(name = "streampipeline", fieldManager = "millrace")
public final class StreamPipelineReconciler implements Reconciler<StreamPipeline> {
  private final StatusWriter statuses;
  private final Caches caches;
  private final ObjectApplier applier;
  private final StageRendering rendering;
  private final PipelineRendering around;
  private final Inspector<StreamPipelineSpec, PipelineFacts> inspector;
  private final KafkaAccess kafka;
  private final PipelineSources sources;
  private final StandbyKeeping standbys;
  private final Clock clock;

  /** A reconciler that reads what is there from {@code sources}, and has standbys kept. */
  public StreamPipelineReconciler(
      StatusWriter statuses,
      Caches caches,
      ObjectApplier applier,
      StageRendering rendering,
      Inspector<StreamPipelineSpec, PipelineFacts> inspector,
      KafkaAccess kafka,
      PipelineSources sources,
      StandbyKeeping standbys,
      Clock clock) {
    this.statuses = statuses;
    this.caches = caches;
    this.applier = applier;
    this.rendering = rendering;
    this.around = new PipelineRendering(rendering.settings());
    this.inspector = inspector;
    this.kafka = kafka;
    this.sources = sources;
    this.standbys = standbys;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, StreamPipeline>> prepareEventSources(
      EventSourceContext<StreamPipeline> context) {
    return sources.prepare(context, caches);
  }

  @Override
  public UpdateControl<StreamPipeline> reconcile(
      StreamPipeline cached, Context<StreamPipeline> context) {
    StreamPipeline pipeline = withLatestStatus(cached);
    Concern valid = PipelineCheck.of(pipeline);
    PipelineObservation cluster = sources.observe(pipeline, standbys.states(pipeline));
    PipelineObservation seen = cluster.with(facts(cluster, valid));
    PipelinePlan plan = PipelinePlan.of(seen, valid);
    Outcome outcome = plan.isValid() ? carryOut(seen, plan) : Outcome.NOTHING;
    PipelineObservation now = seen.with(outcome.deployments());
    List<Concern> concerns = new ArrayList<>();
    outcome.against().ifPresent(concerns::add);
    concerns.addAll(PipelineConcerns.of(now, plan));
    if (!plan.isValid() || !isOnlyNotAsked(seen)) {
      write(pipeline, PipelineStatuses.of(now, plan, concerns, clock.instant()));
    }
    return UpdateControl.noUpdate();
  }

  /** What was last said of a stage may have to stand, and the cache may not have it yet. */
  private StreamPipeline withLatestStatus(StreamPipeline cached) {
    StreamPipeline latest = new StreamPipeline();
    latest.setMetadata(cached.getMetadata());
    latest.setSpec(cached.getSpec());
    latest.setStatus(statuses.latest(cached));
    return latest;
  }

  private void write(StreamPipeline pipeline, StreamPipelineStatus status) {
    StreamPipelineStatus before =
        statuses.write(pipeline, status, StreamPipeline::new, StreamPipelineStatus::conditions);
    StageStatuses.takeOvers(before, status)
        .forEach(story -> statuses.events().warn(pipeline, Reason.StandbyTookOver, story));
  }

  /** After a start Kafka has to be asked anew; what was known before is not taken back for that. */
  private static boolean isOnlyNotAsked(PipelineObservation seen) {
    StreamPipelineStatus status = seen.pipeline().getStatus();
    return seen.facts().isEmpty()
        && status != null
        && seen.pipeline().getMetadata().getGeneration().equals(status.observedGeneration());
  }

  private Optional<Inspector.Found<PipelineFacts>> facts(
      PipelineObservation cluster, Concern valid) {
    return valid.reason() == Reason.Available
        ? inspector.facts(
            question(cluster.pipeline(), cluster.stamp()),
            known -> PipelinePlan.waitsForKafka(cluster, known, valid),
            key -> sources.wake((ResourceID) key))
        : Optional.empty();
  }

  private Inspector.Question<StreamPipelineSpec> question(StreamPipeline pipeline, String stamp) {
    return new Inspector.Question<>(
        ResourceID.fromResource(pipeline),
        pipeline.getMetadata().getName(),
        pipeline.getSpec(),
        stamp,
        () -> kafka.open(pipeline.getMetadata().getNamespace(), pipeline.getSpec().kafka()),
        () ->
            sources
                .pipeline(pipeline.getMetadata().getNamespace(), pipeline.getMetadata().getName())
                .isPresent());
  }

  /**
   * What has come of a plan.
   *
   * @param deployments of replicas as they are now, by name
   * @param against what stands against it, if something does
   */
  private record Outcome(Map<String, Deployment> deployments, Optional<Concern> against) {
    static final Outcome NOTHING = new Outcome(Map.of(), Optional.empty());
  }

  /** Does what was decided. */
  private Outcome carryOut(PipelineObservation seen, PipelinePlan plan) {
    StreamPipeline pipeline = seen.pipeline();
    ReplicaObjects objects = new ReplicaObjects(applier, rendering, sources);
    Placements placements = new Placements(seen.pools());
    Map<String, Deployment> deployments = new HashMap<>();
    try {
      around
          .networkPolicy(pipeline)
          .ifPresent(policy -> applier.apply(policy, sources.networkPolicy(policy)));
      for (Map.Entry<String, StageDecision> of : plan.stages().entrySet()) {
        StageDecision decision = of.getValue();
        decision
            .standby()
            .ifPresent(choice -> standbys.keep(pipeline, of.getKey(), choice.takers()));
        for (ReplicaSpec replica : decision.keep()) {
          placements
              .pool(replica.placement().pool())
              .map(pool -> objects.apply(pipeline, replica, pool))
              .ifPresent(made -> deployments.put(made.getMetadata().getName(), made));
        }
        for (ReplicaSpec replica : decision.remove()) {
          objects.remove(
              pipeline.getMetadata().getNamespace(), StageRendering.name(pipeline, replica));
        }
        move(seen, decision);
      }
      sources
          .leftOver(pipeline)
          .forEach(name -> objects.remove(pipeline.getMetadata().getNamespace(), name));
      return new Outcome(deployments, Optional.empty());
    } catch (NameTakenException e) {
      Concern taken = new Concern("NamesFree", Reason.NameTaken, e.getMessage());
      return new Outcome(deployments, Optional.of(taken));
    }
  }

  /** One that has ended badly stays as it is, so that nothing runs in circles. */
  private void move(PipelineObservation seen, StageDecision decision) {
    if (decision.moveTo().isPresent() && decision.home().isPresent()) {
      MigrationRequest request =
          OwnedMigration.render(
              seen.pipeline(), decision.home().get(), decision.moveTo().get(), seen.moves());
      if (seen.moves().named(request.getMetadata().getName()).isEmpty()) {
        applier.create(request);
      }
    }
  }
}
