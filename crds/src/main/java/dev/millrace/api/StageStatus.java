package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** What was observed of one stage of a pipeline. */
public record StageStatus(
    @JsonPropertyDescription("Name of the stage.") @Required String name,
    @JsonPropertyDescription("Pool that the stage runs on now.") String pool,
    @JsonPropertyDescription("Engine that runs it now.") StageSpec.Engine engine,
    @JsonPropertyDescription("Replicas that should run.") Integer replicas,
    @JsonPropertyDescription("Replicas that are ready.") Integer readyReplicas,
    @JsonPropertyDescription("Partitions that have an owner.") Integer ownedPartitions,
    @JsonPropertyDescription("Partitions of the input.") Integer partitions,
    @JsonPropertyDescription("MigrationRequest that moves the stage now.") String migration,
    @JsonPropertyDescription(
            "MigrationRequest whose target overrides the pool of the spec until the spec changes.")
        String placedBy,
    @JsonPropertyDescription(
            "Replica that owns the partitions, or most of them while they change hands.")
        String owner,
    @JsonPropertyDescription("Replica that stands by, to take over if the owner is lost.")
        String standby,
    @JsonPropertyDescription(
            "Whether the standby follows in every partition, so that it could take over now.")
        Boolean standbyFollows) {}
