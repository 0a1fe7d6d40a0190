package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/**
 * Joins two kinds of records of one log that have the same key and lie at most {@code within} of
 * event time apart. {@code key} is the field that every writer of the log must use as its key;
 * {@code left} and {@code right} say which records are which; {@code emit} has the variables {@code
 * left} and {@code right}.
 */
public record JoinSpec(
    @JsonPropertyDescription("Field that every writer of the log uses as its key.")
        @Required
        @Size(max = Syntax.FIELD_LENGTH)
        @Pattern(Syntax.FIELD)
        String key,
    @JsonPropertyDescription("Which records are left: a CEL expression that is true or false.")
        @Required
        @Size(min = 1, max = Syntax.EXPRESSION_LENGTH)
        String left,
    @JsonPropertyDescription("Which records are right: a CEL expression that is true or false.")
        @Required
        @Size(min = 1, max = Syntax.EXPRESSION_LENGTH)
        String right,
    @JsonPropertyDescription("How far apart in event time two records may be.")
        @Required
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String within,
    @JsonPropertyDescription("Each field of the result by a CEL expression over left and right.")
        @Required
        @Size(min = 1, max = Syntax.MAX_FIELDS)
        @ValidationRule(value = Syntax.FIELD_KEYS, message = Syntax.FIELD_KEYS_MESSAGE)
        Map<String, @Size(min = 1, max = Syntax.EXPRESSION_LENGTH) String> emit) {}
