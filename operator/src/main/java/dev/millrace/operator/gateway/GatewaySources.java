package dev.millrace.operator.gateway;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.NodePool;
import dev.millrace.operator.apply.Caches;
import dev.millrace.operator.apply.LabelledInformers;
import dev.millrace.operator.pool.PoolNews;
import dev.millrace.operator.render.ObjectLabels;
import dev.millrace.operator.render.RenderSettings.Workload;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The caches that gateways are observed in. */
final class GatewaySources {
  private final Map<Class<?>, InformerEventSource<? extends HasMetadata, CoapGateway>> objects =
      new LinkedHashMap<>();
  private InformerEventSource<Pod, CoapGateway> pods;
  private InformerEventSource<NodePool, CoapGateway> pools;

  /**
   * Pods of a workload.
   *
   * @param desired that should run
   * @param ready of the present rendering
   */
  record Counts(int desired, int ready) {
    /** Whether all that should run is ready, and anything should. */
    boolean isWell() {
      return desired > 0 && ready >= desired;
    }
  }

  List<EventSource<?, CoapGateway>> prepare(
      EventSourceContext<CoapGateway> context, Caches caches) {
    LabelledInformers<CoapGateway> informers =
        new LabelledInformers<>(
            context,
            CoapGateway.class,
            ObjectLabels.GATEWAY_PROGRAM,
            ObjectLabels.INSTANCE,
            caches);
    Stream.of(
            ConfigMap.class,
            Service.class,
            Deployment.class,
            DaemonSet.class,
            PodDisruptionBudget.class,
            NetworkPolicy.class,
            PersistentVolumeClaim.class)
        .forEach(type -> objects.put(type, informers.of(type)));
    pods = informers.of(Pod.class);
    pools =
        caches.informer(
            InformerEventSourceConfiguration.from(NodePool.class, CoapGateway.class)
                .withName("gateway-pools")
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(pool -> onPool(context, pool))
                .withOnUpdateFilter(
                    (now, before) -> PoolNews.isNews(now, before) || HostPorts.isNews(now, before))
                .build(),
            context);
    List<EventSource<?, CoapGateway>> all = new ArrayList<>(objects.values());
    all.add(pods);
    all.add(pools);
    return all;
  }

  private static Set<ResourceID> onPool(EventSourceContext<CoapGateway> context, NodePool pool) {
    return context
        .getPrimaryCache()
        .list()
        .filter(gateway -> gateway.getSpec().pool().equals(pool.getMetadata().getName()))
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  /** An object as it was seen last. */
  Optional<? extends HasMetadata> find(HasMetadata like) {
    return objects.get(like.getClass()).get(ResourceID.fromResource(like));
  }

  Optional<NodePool> pool(String name) {
    return pools.get(new ResourceID(name));
  }

  List<String> poolNames() {
    return pools.list().map(pool -> pool.getMetadata().getName()).sorted().toList();
  }

  Collection<Pod> pods(CoapGateway gateway) {
    return pods.getSecondaryResources(gateway);
  }

  Optional<Service> service(CoapGateway gateway) {
    return of(gateway, Service.class).findFirst();
  }

  /** What runs pods of it. */
  List<HasMetadata> workloads(CoapGateway gateway) {
    return Stream.<HasMetadata>concat(of(gateway, DaemonSet.class), of(gateway, Deployment.class))
        .toList();
  }

  Counts counts(CoapGateway gateway, Workload asked) {
    Class<? extends HasMetadata> type =
        asked == Workload.Deployment ? Deployment.class : DaemonSet.class;
    return of(gateway, type).findFirst().flatMap(GatewaySources::countsOf).orElse(new Counts(0, 0));
  }

  /** Those of a workload; empty if the object is none. */
  static Optional<Counts> countsOf(HasMetadata object) {
    return switch (object) {
      case Deployment deployment -> Optional.of(counts(deployment));
      case DaemonSet set -> Optional.of(counts(set));
      default -> Optional.empty();
    };
  }

  private static Counts counts(Deployment deployment) {
    int desired = deployment.getSpec().getReplicas();
    boolean current =
        deployment.getStatus() != null
            && Objects.equals(
                deployment.getMetadata().getGeneration(),
                deployment.getStatus().getObservedGeneration());
    return new Counts(
        desired,
        current
            ? Math.min(
                number(deployment.getStatus().getReadyReplicas()),
                number(deployment.getStatus().getUpdatedReplicas()))
            : 0);
  }

  private static Counts counts(DaemonSet set) {
    boolean current =
        set.getStatus() != null
            && Objects.equals(
                set.getMetadata().getGeneration(), set.getStatus().getObservedGeneration());
    return current
        ? new Counts(
            number(set.getStatus().getDesiredNumberScheduled()),
            Math.min(
                number(set.getStatus().getNumberReady()),
                number(set.getStatus().getUpdatedNumberScheduled())))
        : new Counts(0, 0);
  }

  private static int number(Integer said) {
    return said == null ? 0 : said;
  }

  private <R extends HasMetadata> Stream<R> of(CoapGateway gateway, Class<R> type) {
    return objects.get(type).getSecondaryResources(gateway).stream().map(type::cast);
  }
}
