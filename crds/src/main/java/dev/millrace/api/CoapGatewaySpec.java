package dev.millrace.api;

import java.util.List;

/** What a gateway listens on, where each message goes, and within which limits. */
public record CoapGatewaySpec(
    String pool,
    KafkaSpec kafka,
    List<ListenerSpec> listeners,
    List<GatewayResourceSpec> resources,
    GatewayLimitsSpec limits) {}
