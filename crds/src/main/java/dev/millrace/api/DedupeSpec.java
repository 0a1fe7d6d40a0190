package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * Drops a record whose {@code by} was seen for the same key less than {@code within} of log time
 * ago.
 */
public record DedupeSpec(
    @JsonPropertyDescription("What makes two records of a key the same: a CEL expression.")
        @Required
        @Size(min = 1, max = Syntax.EXPRESSION_LENGTH)
        String by,
    @JsonPropertyDescription("How long a value is remembered, in log time.")
        @Required
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String within) {}
