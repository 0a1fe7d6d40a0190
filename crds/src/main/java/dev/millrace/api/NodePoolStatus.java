package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was observed of a pool. */
public record NodePoolStatus(
    @JsonPropertyDescription("Generation of the spec that this status was computed from.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Reconciling and Stalled as kstatus defines them, and one more for each concern.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription("Nodes that belong to the pool.") Integer nodes,
    @JsonPropertyDescription("Nodes of the pool that are ready.") Integer readyNodes) {}
