package dev.millrace.operator.fleet;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.DeviceFleet;
import dev.millrace.operator.apply.Caches;
import dev.millrace.operator.apply.LabelledInformers;
import dev.millrace.operator.render.ObjectLabels;
import dev.millrace.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
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

/** The caches that fleets are observed in. */
final class FleetSources {
  private final Map<Class<?>, InformerEventSource<? extends HasMetadata, DeviceFleet>> objects =
      new LinkedHashMap<>();
  private InformerEventSource<Pod, DeviceFleet> pods;
  private InformerEventSource<CoapGateway, DeviceFleet> gateways;

  List<EventSource<?, DeviceFleet>> prepare(
      EventSourceContext<DeviceFleet> context, Caches caches) {
    LabelledInformers<DeviceFleet> informers =
        new LabelledInformers<>(
            context, DeviceFleet.class, ObjectLabels.FLEET_PROGRAM, ObjectLabels.INSTANCE, caches);
    Stream.of(ConfigMap.class, Deployment.class, NetworkPolicy.class)
        .forEach(type -> objects.put(type, informers.of(type)));
    pods = informers.of(Pod.class);
    gateways =
        caches.informer(
            InformerEventSourceConfiguration.from(CoapGateway.class, DeviceFleet.class)
                .withName("fleet-gateways")
                .withSecondaryToPrimaryMapper(gateway -> onGateway(context, gateway))
                .withOnUpdateFilter(FleetSources::isNews)
                .build(),
            context);
    List<EventSource<?, DeviceFleet>> all = new ArrayList<>(objects.values());
    all.add(pods);
    all.add(gateways);
    return all;
  }

  private static Set<ResourceID> onGateway(
      EventSourceContext<DeviceFleet> context, CoapGateway gateway) {
    return context
        .getPrimaryCache()
        .list()
        .filter(fleet -> fleet.getSpec().gateway().equals(gateway.getMetadata().getName()))
        .filter(
            fleet ->
                fleet.getMetadata().getNamespace().equals(gateway.getMetadata().getNamespace()))
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  /** A fleet sends to the listener of its protocol, and says whether the gateway is ready. */
  static boolean isNews(CoapGateway now, CoapGateway before) {
    return !now.getSpec().listeners().equals(before.getSpec().listeners())
        || isReady(now) != isReady(before);
  }

  /** Whether a gateway says that it is ready. */
  static boolean isReady(CoapGateway gateway) {
    return gateway.getStatus() != null
        && Conditions.isTrue(gateway.getStatus().conditions(), Conditions.READY);
  }

  Optional<? extends HasMetadata> find(HasMetadata like) {
    return objects.get(like.getClass()).get(ResourceID.fromResource(like));
  }

  Optional<CoapGateway> gateway(DeviceFleet fleet) {
    return gateways.get(
        new ResourceID(fleet.getSpec().gateway(), fleet.getMetadata().getNamespace()));
  }

  Collection<Pod> pods(DeviceFleet fleet) {
    return pods.getSecondaryResources(fleet);
  }

  boolean isReady(DeviceFleet fleet) {
    return objects.get(Deployment.class).getSecondaryResources(fleet).stream()
        .map(Deployment.class::cast)
        .anyMatch(FleetSources::isReady);
  }

  /** Whether its pod is the one that was asked for last, and ready. */
  static boolean isReady(Deployment deployment) {
    return deployment.getStatus() != null
        && Objects.equals(
            deployment.getMetadata().getGeneration(),
            deployment.getStatus().getObservedGeneration())
        && deployment.getStatus().getReadyReplicas() != null
        && deployment.getStatus().getReadyReplicas() > 0;
  }
}
