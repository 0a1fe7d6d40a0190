package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was observed of a fleet. */
public record DeviceFleetStatus(
    @JsonPropertyDescription("Generation of the spec that this status was computed from.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Reconciling and Stalled as kstatus defines them, and one more for each concern.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription("Devices that run.") Integer runningDevices,
    @JsonPropertyDescription("Messages sent.") Long sent,
    @JsonPropertyDescription("Messages acknowledged by the gateway.") Long acknowledged) {}
