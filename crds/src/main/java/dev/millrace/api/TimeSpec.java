package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * Takes event time from an int field (milliseconds since the epoch) instead of the Kafka timestamp.
 * A record whose field is more than {@code maxAhead} ahead of its Kafka timestamp is a dead letter,
 * so that one wrong device clock cannot make all other records late.
 */
public record TimeSpec(
    @JsonPropertyDescription(
            "Field of type int that holds the event time in milliseconds since 1970-01-01 UTC.")
        @Required
        @Size(max = Syntax.FIELD_LENGTH)
        @Pattern(Syntax.FIELD)
        String field,
    @JsonPropertyDescription(
            "How far the field may be ahead of the Kafka timestamp; a record beyond that is a dead letter.")
        @Default("5s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.PATTERN)
        String maxAhead) {}
