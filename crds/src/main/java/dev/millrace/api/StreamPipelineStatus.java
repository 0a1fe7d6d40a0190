package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was observed of a pipeline. */
public record StreamPipelineStatus(
    @JsonPropertyDescription("Generation of the spec that this status was computed from.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Reconciling and Stalled as kstatus defines them, and one more for each concern.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription("The stages.") @Size(max = Syntax.MAX_STAGES) List<StageStatus> stages,
    @JsonPropertyDescription("Stages that are ready, of all, such as 2/2.") String readyStages) {}
