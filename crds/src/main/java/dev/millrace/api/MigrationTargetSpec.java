package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where the stage goes, and what changes on the way. */
public record MigrationTargetSpec(
    @JsonPropertyDescription("NodePool that the stage goes to.")
        @Required
        @Size(max = Syntax.LABEL_LENGTH)
        @Pattern(Syntax.LABEL)
        String pool,
    @JsonPropertyDescription("Engine at the target; absent follows the tier of the pool.")
        StageSpec.Engine engine,
    @JsonPropertyDescription("Number of replicas at the target; absent keeps it.")
        @Min(1)
        @Max(Syntax.MAX_PARTITIONS)
        Integer parallelism) {}
