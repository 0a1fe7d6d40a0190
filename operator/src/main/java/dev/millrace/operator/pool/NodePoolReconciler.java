package dev.millrace.operator.pool;

import dev.millrace.api.NodePool;
import dev.millrace.api.NodePoolStatus;
import dev.millrace.operator.apply.Caches;
import dev.millrace.operator.status.StatusWriter;
import io.fabric8.kubernetes.api.model.Node;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of each pool which nodes it has. It makes nothing. */
@ControllerConfiguration(name = "nodepool", fieldManager = "millrace")
public final class NodePoolReconciler implements Reconciler<NodePool> {
  private final StatusWriter statuses;
  private final Caches caches;
  private final Clock clock;
  private InformerEventSource<Node, NodePool> nodes;

  /** A reconciler that writes with {@code statuses}. */
  public NodePoolReconciler(StatusWriter statuses, Caches caches, Clock clock) {
    this.statuses = statuses;
    this.caches = caches;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, NodePool>> prepareEventSources(EventSourceContext<NodePool> context) {
    nodes =
        caches.informer(
            InformerEventSourceConfiguration.from(Node.class, NodePool.class)
                .withName("nodes")
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(node -> all(context))
                .withOnUpdateFilter((now, before) -> isNews(now, before))
                .build(),
            context);
    return List.of(nodes);
  }

  private static Set<ResourceID> all(EventSourceContext<NodePool> context) {
    return context
        .getPrimaryCache()
        .list()
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  /** Heartbeats are none. */
  private static boolean isNews(Node now, Node before) {
    return !Objects.equals(now.getMetadata().getLabels(), before.getMetadata().getLabels())
        || !Objects.equals(now.getSpec(), before.getSpec())
        || !readiness(now).equals(readiness(before));
  }

  private static String readiness(Node node) {
    return node.getStatus() == null
        ? ""
        : node.getStatus().getConditions().stream()
            .filter(condition -> condition.getType().equals("Ready"))
            .map(condition -> condition.getStatus())
            .collect(Collectors.joining());
  }

  @Override
  public UpdateControl<NodePool> reconcile(NodePool pool, Context<NodePool> context) {
    PoolObservation seen = PoolObservation.of(pool.getSpec(), nodes.list().toList());
    NodePoolStatus status =
        PoolStatuses.of(
            pool.getStatus(), pool.getMetadata().getGeneration(), seen, clock.instant());
    statuses.write(pool, status, NodePool::new, NodePoolStatus::conditions);
    return UpdateControl.noUpdate();
  }
}
