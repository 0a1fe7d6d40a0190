package dev.millrace.operator.pipeline;

import dev.millrace.api.MigrationRequest;
import dev.millrace.api.NodePool;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.apply.Caches;
import dev.millrace.operator.apply.LabelledInformers;
import dev.millrace.operator.pool.PoolNews;
import dev.millrace.operator.render.ObjectLabels;
import dev.millrace.operator.render.ObjectNames;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The caches that pipelines are observed in; migrations read them too. */
public final class PipelineSources implements ReplicaObjects.Seen {
  private IndexerResourceCache<StreamPipeline> pipelines;
  private InformerEventSource<ConfigMap, StreamPipeline> configs;
  private InformerEventSource<PersistentVolumeClaim, StreamPipeline> claims;
  private InformerEventSource<Deployment, StreamPipeline> deployments;
  private InformerEventSource<Pod, StreamPipeline> pods;
  private InformerEventSource<Service, StreamPipeline> services;
  private InformerEventSource<NetworkPolicy, StreamPipeline> policies;
  private InformerEventSource<NodePool, StreamPipeline> pools;
  private InformerEventSource<MigrationRequest, StreamPipeline> requests;
  private SimpleInboundEventSource<StreamPipeline> wakes;

  List<EventSource<?, StreamPipeline>> prepare(
      EventSourceContext<StreamPipeline> context, Caches caches) {
    LabelledInformers<StreamPipeline> informers =
        new LabelledInformers<>(
            context,
            StreamPipeline.class,
            ObjectLabels.STAGE_PROGRAM,
            ObjectLabels.PIPELINE,
            caches);
    pipelines = context.getPrimaryCache();
    configs = informers.of(ConfigMap.class);
    claims = informers.of(PersistentVolumeClaim.class);
    deployments = informers.of(Deployment.class);
    pods = informers.of(Pod.class);
    services = informers.of(Service.class);
    policies = informers.of(NetworkPolicy.class);
    pools =
        caches.informer(
            InformerEventSourceConfiguration.from(NodePool.class, StreamPipeline.class)
                .withName("pipeline-pools")
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(this::onPool)
                .withOnUpdateFilter(PoolNews::isNews)
                .build(),
            context);
    requests =
        caches.informer(
            InformerEventSourceConfiguration.from(MigrationRequest.class, StreamPipeline.class)
                .withName("pipeline-migrations")
                .withSecondaryToPrimaryMapper(PipelineSources::ofRequest)
                .withOnUpdateFilter((now, before) -> !phase(now).equals(phase(before)))
                .build(),
            context);
    wakes = new SimpleInboundEventSource<>("kafka");
    return List.of(configs, claims, deployments, pods, services, policies, pools, requests, wakes);
  }

  private Set<ResourceID> onPool(NodePool pool) {
    String name = pool.getMetadata().getName();
    return pipelines
        .list()
        .filter(pipeline -> pipeline.getSpec().stages().stream().anyMatch(at -> uses(at, name)))
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private static boolean uses(StageSpec stage, String pool) {
    return stage.pool().equals(pool) || pool.equals(stage.standby());
  }

  private static Set<ResourceID> ofRequest(MigrationRequest request) {
    String pipeline = request.getSpec().stage().replaceFirst("/.*", "");
    return Set.of(new ResourceID(pipeline, request.getMetadata().getNamespace()));
  }

  /** What of a migration matters to its pipeline. */
  private static String phase(MigrationRequest request) {
    return request.getStatus() == null ? "" : String.valueOf(request.getStatus().phase());
  }

  /** Everything but what Kafka says: that has to be asked for with the stamp of the rest. */
  PipelineObservation observe(StreamPipeline pipeline, Map<String, StandbyState> standbys) {
    return new PipelineObservation(
        pipeline,
        pools.list().collect(Collectors.toMap(pool -> pool.getMetadata().getName(), pool -> pool)),
        of(pipeline, configs),
        of(pipeline, deployments).stream()
            .collect(Collectors.toMap(one -> one.getMetadata().getName(), one -> one)),
        of(pipeline, pods),
        StageMoves.of(requestsOf(pipeline)),
        standbys,
        Optional.empty(),
        false);
  }

  private List<MigrationRequest> requestsOf(StreamPipeline pipeline) {
    ResourceID id = ResourceID.fromResource(pipeline);
    return requests.list(request -> ofRequest(request).contains(id)).toList();
  }

  private static <R extends HasMetadata> Collection<R> of(
      StreamPipeline pipeline, InformerEventSource<R, StreamPipeline> source) {
    return source.getSecondaryResources(pipeline);
  }

  /**
   * Names of replicas whose stage is in the pipeline no more, and of Deployments without the
   * ConfigMap by which a replica is known.
   */
  Set<String> leftOver(StreamPipeline pipeline) {
    List<String> stages = pipeline.getSpec().stages().stream().map(StageSpec::name).toList();
    Predicate<HasMetadata> gone =
        object -> !stages.contains(object.getMetadata().getLabels().get(ObjectLabels.STAGE));
    String namespace = pipeline.getMetadata().getNamespace();
    Stream<String> ofNoStage =
        of(pipeline, configs).stream().filter(gone).map(map -> map.getMetadata().getName());
    Stream<String> orphans =
        of(pipeline, deployments).stream()
            .map(deployment -> ObjectNames.replicaOf(deployment.getMetadata().getName()))
            .filter(name -> config(namespace, name).isEmpty());
    return Stream.concat(ofNoStage, orphans).collect(Collectors.toSet());
  }

  /** Has a pipeline looked at, as something outside of the cluster has changed. */
  public void wake(ResourceID pipeline) {
    wakes.propagateEvent(pipeline);
  }

  Optional<NetworkPolicy> networkPolicy(NetworkPolicy like) {
    return policies.get(ResourceID.fromResource(like));
  }

  /** A pipeline as it was seen last. */
  public Optional<StreamPipeline> pipeline(String namespace, String name) {
    return pipelines.get(new ResourceID(name, namespace));
  }

  /** All pools as they were seen last, by name. */
  public Map<String, NodePool> pools() {
    return pools
        .list()
        .collect(Collectors.toMap(pool -> pool.getMetadata().getName(), pool -> pool));
  }

  /** The ConfigMaps of a pipeline's replicas. */
  public Collection<ConfigMap> configs(StreamPipeline pipeline) {
    return of(pipeline, configs);
  }

  @Override
  public Optional<ConfigMap> config(String namespace, String name) {
    return configs.get(new ResourceID(name, namespace));
  }

  @Override
  public Optional<PersistentVolumeClaim> claim(String namespace, String name) {
    return claims.get(new ResourceID(name, namespace));
  }

  @Override
  public Optional<Deployment> deployment(String namespace, String name) {
    return deployments.get(new ResourceID(name, namespace));
  }

  @Override
  public Optional<Service> service(String namespace, String name) {
    return services.get(new ResourceID(name, namespace));
  }

  @Override
  public boolean hasPod(String namespace, String name) {
    return pods.list(namespace, pod -> isOf(name, pod)).findAny().isPresent();
  }

  private static boolean isOf(String replica, Pod pod) {
    return replica.equals(pod.getMetadata().getLabels().get(ObjectLabels.REPLICA));
  }
}
