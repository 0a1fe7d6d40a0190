package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A window of length {@code size} that starts anew every {@code every}. */
@ValidationRule(
    value = "duration(self.every) <= duration(self.size)",
    message = "every must not be longer than size, or records would fall between the windows",
    fieldPath = ".every")
public record SlidingSpec(
    @JsonPropertyDescription("Length of the window.")
        @Required
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String size,
    @JsonPropertyDescription("How often a window begins; at most size.")
        @Required
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String every) {}
