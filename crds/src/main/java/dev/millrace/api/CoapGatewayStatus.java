package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was observed of a gateway. */
public record CoapGatewayStatus(
    @JsonPropertyDescription("Generation of the spec that this status was computed from.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Reconciling and Stalled as kstatus defines them, and one more for each concern.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription("Gateway pods that should run.") Integer replicas,
    @JsonPropertyDescription("Gateway pods that are ready.") Integer readyReplicas,
    @JsonPropertyDescription("Where devices reach the gateway, such as coap://192.0.2.1:5683.")
        @Size(max = 256)
        List<@Size(max = 253) String> endpoints) {}
