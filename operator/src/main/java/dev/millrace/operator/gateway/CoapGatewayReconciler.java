package dev.millrace.operator.gateway;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.CoapGatewayStatus;
import dev.millrace.api.ListenerSecrets;
import dev.millrace.api.NodePool;
import dev.millrace.operator.apply.Caches;
import dev.millrace.operator.apply.NameTakenException;
import dev.millrace.operator.apply.ObjectApplier;
import dev.millrace.operator.render.GatewayRendering;
import dev.millrace.operator.render.RenderSettings.Exposure;
import dev.millrace.operator.render.RenderSettings.Workload;
import dev.millrace.operator.status.Secrets;
import dev.millrace.operator.status.StatusWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs gateways on their pools. */
@ControllerConfiguration(name = "coapgateway", fieldManager = "millrace")
public final class CoapGatewayReconciler implements Reconciler<CoapGateway> {
  private final StatusWriter statuses;
  private final Caches caches;
  private final ObjectApplier applier;
  private final GatewayRendering rendering;
  private final Secrets secrets;
  private final TopicWatch topics;
  private final Clock clock;
  private final GatewaySources sources = new GatewaySources();
  private final GatewayNeighbours neighbours = new GatewayNeighbours();

  /** A reconciler that makes what {@code rendering} renders. */
  public CoapGatewayReconciler(
      StatusWriter statuses,
      Caches caches,
      ObjectApplier applier,
      GatewayRendering rendering,
      Secrets secrets,
      TopicWatch topics,
      Clock clock) {
    this.statuses = statuses;
    this.caches = caches;
    this.applier = applier;
    this.rendering = rendering;
    this.secrets = secrets;
    this.topics = topics;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, CoapGateway>> prepareEventSources(
      EventSourceContext<CoapGateway> context) {
    List<EventSource<?, CoapGateway>> all = sources.prepare(context, caches);
    all.add(topics.prepare(context));
    if (rendering.settings().gatewayExposure() == Exposure.HostPort) {
      all.add(neighbours.prepare(context, caches));
    }
    return all;
  }

  @Override
  public UpdateControl<CoapGateway> reconcile(CoapGateway gateway, Context<CoapGateway> context) {
    Optional<NodePool> pool = sources.pool(gateway.getSpec().pool());
    Optional<HostPorts.Taken> port =
        pool.flatMap(
            one ->
                HostPorts.of(
                    gateway, neighbours.of(gateway), HostPorts.room(rendering.settings(), one)));
    Outcome outcome =
        pool.map(at -> carryOut(gateway, at, port.isEmpty()))
            .orElse(new Outcome(Optional.empty(), null));
    CoapGatewayStatus status =
        GatewayStatuses.of(observe(gateway, pool, port, outcome), clock.instant());
    statuses.write(gateway, status, CoapGateway::new, CoapGatewayStatus::conditions);
    return UpdateControl.noUpdate();
  }

  /**
   * What has come of the objects.
   *
   * @param counts of the workload as it is now, empty if it was not come to
   * @param taken what is in the way, or null
   */
  private record Outcome(Optional<GatewaySources.Counts> counts, String taken) {}

  /** What may not run must not have pods that wait for the port to be free for a moment. */
  private Outcome carryOut(CoapGateway gateway, NodePool pool, boolean runs) {
    Optional<GatewaySources.Counts> counts = Optional.empty();
    try {
      for (HasMetadata object : rendering.render(gateway, pool.getSpec())) {
        if (isBound(object)) {
          continue;
        }
        if (runs || !isWorkload(object)) {
          Optional<GatewaySources.Counts> now =
              GatewaySources.countsOf(applier.apply(object, sources.find(object)));
          counts = now.isPresent() ? now : counts;
        }
      }
      removeWorkloads(gateway, runs, counts);
      return new Outcome(counts, null);
    } catch (NameTakenException e) {
      return new Outcome(counts, e.getMessage());
    }
  }

  /** The settings of the operator may have been others before. */
  private void removeWorkloads(
      CoapGateway gateway, boolean runs, Optional<GatewaySources.Counts> successor) {
    boolean old =
        successor
            .filter(now -> OldWorkloads.haveToGo(rendering.settings().gatewayExposure(), now))
            .isPresent();
    sources.workloads(gateway).stream()
        .filter(there -> !runs || old && !there.getKind().equals(workload().name()))
        .forEach(applier::delete);
  }

  /** A claim cannot be changed once it is bound; one that is there will do. */
  private boolean isBound(HasMetadata object) {
    return object instanceof PersistentVolumeClaim && sources.find(object).isPresent();
  }

  private static boolean isWorkload(HasMetadata object) {
    return object instanceof Deployment || object instanceof DaemonSet;
  }

  private GatewayObservation observe(
      CoapGateway gateway,
      Optional<NodePool> pool,
      Optional<HostPorts.Taken> port,
      Outcome outcome) {
    GatewaySources.Counts counts =
        outcome.counts().orElseGet(() -> sources.counts(gateway, workload()));
    return new GatewayObservation(
        gateway,
        pool,
        sources.poolNames(),
        rendering.settings().gatewayExposure(),
        counts.desired(),
        counts.ready(),
        sources.service(gateway),
        sources.pods(gateway),
        // Pods that run have had their Secrets; there is no need to ask.
        counts.isWell()
            ? List.of()
            : secrets.missing(gateway.getMetadata().getNamespace(), named(gateway.getSpec())),
        port,
        topics.concern(gateway),
        outcome.taken());
  }

  private Workload workload() {
    return rendering.settings().gatewayWorkload();
  }

  private static Map<String, Set<String>> named(CoapGatewaySpec spec) {
    Map<String, Set<String>> named = new LinkedHashMap<>();
    if (spec.kafka().credentials() != null) {
      named.put(spec.kafka().credentials().secretName(), Set.of());
    }
    ListenerSecrets.of(spec).entries().forEach(named::put);
    return named;
  }
}
