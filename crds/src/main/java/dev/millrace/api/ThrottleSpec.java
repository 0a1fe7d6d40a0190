package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Passes at most {@code limit} records of a key in each period {@code per} of log time. */
public record ThrottleSpec(
    @JsonPropertyDescription("Records of a key that pass in each period.")
        @Required
        @Min(1)
        @Max(1000000)
        Integer limit,
    @JsonPropertyDescription("Length of the period in log time.")
        @Required
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String per) {}
