package dev.millrace.operator.gateway;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.CoapGatewayStatus;
import dev.millrace.operator.kafka.GatewayFacts;
import dev.millrace.operator.kafka.GatewayTopics;
import dev.millrace.operator.kafka.Inspector;
import dev.millrace.operator.kafka.KafkaAccess;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Conditions;
import dev.millrace.operator.status.Reason;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Has the topics made and checked that gateways name beside those of their messages. Kafka is asked
 * after each change of these topics, and while something is wrong with them; a gateway that names
 * none costs nothing.
 */
public final class TopicWatch {
  /** Type of the condition. */
  static final String TYPE = "TopicsReady";

  private final Inspector<CoapGatewaySpec, GatewayFacts> inspector;
  private final KafkaAccess kafka;
  private IndexerResourceCache<CoapGateway> gateways;
  private SimpleInboundEventSource<CoapGateway> wakes;

  /** A watch that asks by {@code inspector}. */
  public TopicWatch(Inspector<CoapGatewaySpec, GatewayFacts> inspector, KafkaAccess kafka) {
    this.inspector = inspector;
    this.kafka = kafka;
  }

  EventSource<?, CoapGateway> prepare(EventSourceContext<CoapGateway> context) {
    gateways = context.getPrimaryCache();
    wakes = new SimpleInboundEventSource<>("gateway-kafka");
    return wakes;
  }

  /** Whether all of them are there and fit; empty if the gateway names none. */
  Optional<Concern> concern(CoapGateway gateway) {
    GatewayTopics topics = GatewayTopics.of(gateway.getSpec());
    if (topics.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        inspector
            .facts(
                question(gateway, topics),
                // Until the next look has ended nothing is known, so its end is news.
                known -> true,
                key -> wakes.propagateEvent((ResourceID) key))
            .filter(Inspector.Found::fresh)
            .map(found -> concern(found.facts()))
            .orElseGet(() -> notAsked(gateway)));
  }

  private Inspector.Question<CoapGatewaySpec> question(CoapGateway gateway, GatewayTopics topics) {
    ResourceID id = ResourceID.fromResource(gateway);
    CoapGatewaySpec spec = gateway.getSpec();
    return new Inspector.Question<>(
        id,
        gateway.getMetadata().getName(),
        spec,
        gateway.getMetadata().getUid() + " " + spec.kafka() + " " + topics,
        () -> kafka.open(gateway.getMetadata().getNamespace(), spec.kafka()),
        () -> gateways.get(id).isPresent());
  }

  static Concern concern(GatewayFacts facts) {
    return facts.reason() == null
        ? Concern.holds(TYPE, "Every topic is there.")
        : new Concern(TYPE, facts.reason(), facts.message());
  }

  /** After a start Kafka has to be asked anew; what was known before is not taken back for that. */
  static Concern notAsked(CoapGateway gateway) {
    CoapGatewayStatus status = gateway.getStatus();
    return Optional.ofNullable(status)
        .flatMap(before -> Conditions.find(before.conditions(), TYPE))
        .filter(
            before ->
                Objects.equals(before.observedGeneration(), gateway.getMetadata().getGeneration()))
        // Another version of the operator may have had other reasons.
        .flatMap(
            before ->
                Arrays.stream(Reason.values())
                    .filter(reason -> reason.name().equals(before.reason()))
                    .map(reason -> new Concern(TYPE, reason, before.message()))
                    .findFirst())
        .orElseGet(() -> Concern.of(TYPE, Reason.KafkaNotChecked));
  }
}
