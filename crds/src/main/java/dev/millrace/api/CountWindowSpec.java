package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * A window over the last {@code size} records of a key, fired after every {@code every} (default
 * size).
 */
@ValidationRule(
    value = "!has(self.every) || self.every <= self.size",
    message = "every must not be more than size, or records would fall between the windows",
    fieldPath = ".every")
public record CountWindowSpec(
    @JsonPropertyDescription("Number of records in the window.") @Required @Min(1) @Max(100000)
        Integer size,
    @JsonPropertyDescription("After how many records the window fires; absent means after size.")
        @Min(1)
        @Max(100000)
        Integer every) {}
