package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How far a migration is, and its consistency report. */
public record MigrationRequestStatus(
    @JsonPropertyDescription("Generation of the spec that this status was computed from.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Reconciling and Stalled as kstatus defines them, and one more for each concern.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription("Where the migration is.") MigrationPhase phase,
    @JsonPropertyDescription("Pool that the stage came from.") String fromPool,
    @JsonPropertyDescription("From which pool to which.") String route,
    @JsonPropertyDescription("Replica that the stage comes from, as the control log names it.")
        @Size(max = 512)
        String source,
    @JsonPropertyDescription("Replica that the stage goes to, as the control log names it.")
        @Size(max = 512)
        String target,
    @JsonPropertyDescription("Records found equal, of those compared.") String verified,
    @JsonPropertyDescription("Largest time without output around the switch, of all partitions.")
        String gap,
    @JsonPropertyDescription("Why the migration was refused or rolled back.") @Size(max = 1024)
        String reason,
    @JsonPropertyDescription("When each phase began.") @Size(max = 64) List<PhaseTime> phases,
    @JsonPropertyDescription("The consistency report, partition by partition.")
        @Size(max = Syntax.MAX_PARTITIONS)
        List<PartitionReport> partitions) {}
