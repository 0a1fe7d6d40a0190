package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** Compute resources as Kubernetes quantities, such as {@code 500m} and {@code 256Mi}. */
public record ResourcesSpec(
    @JsonPropertyDescription("Processor time, such as 500m or 2.")
        @Size(max = 16)
        @Pattern(Syntax.CPU)
        String cpu,
    @JsonPropertyDescription("Memory, such as 256Mi.") @Size(max = 16) @Pattern(Syntax.MEMORY)
        String memory) {}
