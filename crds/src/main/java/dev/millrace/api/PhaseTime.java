package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** When a migration entered a phase. */
public record PhaseTime(
    @JsonPropertyDescription("The phase.") @Required MigrationPhase phase,
    @JsonPropertyDescription("When it began, as RFC 3339 writes a time.") @Required @Size(max = 64)
        String since) {}
