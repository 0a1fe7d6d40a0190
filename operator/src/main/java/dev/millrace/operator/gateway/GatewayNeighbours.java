package dev.millrace.operator.gateway;

import dev.millrace.api.CoapGateway;
import dev.millrace.operator.apply.Caches;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All gateways, for each of them to look at the others, where what one wants matters to another.
 */
final class GatewayNeighbours {
  private InformerEventSource<CoapGateway, CoapGateway> all;

  EventSource<?, CoapGateway> prepare(EventSourceContext<CoapGateway> context, Caches caches) {
    all =
        caches.informer(
            InformerEventSourceConfiguration.from(CoapGateway.class, CoapGateway.class)
                .withName("gateway-neighbours")
                .withSecondaryToPrimaryMapper(changed -> others(context, changed))
                .withOnUpdateFilter(GatewayNeighbours::isNews)
                .build(),
            context);
    return all;
  }

  /** One that is new, changed or gone may have taken or left what any other one waits for. */
  private static Set<ResourceID> others(
      EventSourceContext<CoapGateway> context, CoapGateway changed) {
    ResourceID id = ResourceID.fromResource(changed);
    return context
        .getPrimaryCache()
        .list()
        .map(ResourceID::fromResource)
        .filter(other -> !other.equals(id))
        .collect(Collectors.toSet());
  }

  private static boolean isNews(CoapGateway now, CoapGateway before) {
    return now.isMarkedForDeletion()
        || !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration());
  }

  /** All others as they were seen last; empty if nobody has to look. */
  List<CoapGateway> of(CoapGateway gateway) {
    ResourceID id = ResourceID.fromResource(gateway);
    return all == null
        ? List.of()
        : all.list().filter(other -> !ResourceID.fromResource(other).equals(id)).toList();
  }
}
