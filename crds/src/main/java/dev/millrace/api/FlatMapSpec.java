package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** One record that a flatMap writes: its fields, and when (always, if absent). */
public record FlatMapSpec(
    @JsonPropertyDescription(
            "Whether the record is written: a CEL expression that is true or false; absent means always.")
        @Size(min = 1, max = Syntax.EXPRESSION_LENGTH)
        String when,
    @JsonPropertyDescription("Each field of the record by a CEL expression.")
        @Required
        @Size(min = 1, max = Syntax.MAX_FIELDS)
        @ValidationRule(value = Syntax.FIELD_KEYS, message = Syntax.FIELD_KEYS_MESSAGE)
        Map<String, @Size(min = 1, max = Syntax.EXPRESSION_LENGTH) String> emit) {}
