package dev.millrace.api;

/** Bounds of a gateway; null means the default that the schema names. */
public record GatewayLimitsSpec(
    Integer maxPayloadBytes,
    Integer maxInFlight,
    String processingDelay,
    String brokerTimeout,
    String retryAfter) {}
