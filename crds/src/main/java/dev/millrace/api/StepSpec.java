package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** One step of a stage: exactly one of the components is set. */
@ValidationRule(
    value =
        "[has(self.filter), has(self.map), has(self.flatMap), has(self.rekey), has(self.dedupe), has(self.running), has(self.window), has(self.join), has(self.throttle), has(self.custom)].filter(x, x).size() == 1",
    message =
        "a step is exactly one of filter, map, flatMap, rekey, dedupe, running, window, join, throttle and custom")
public record StepSpec(
    @JsonPropertyDescription("Passes the records for which a CEL expression is true.")
        @Size(min = 1, max = Syntax.EXPRESSION_LENGTH)
        String filter,
    @JsonPropertyDescription(
            "Replaces the value: each field by a CEL expression over value and key.")
        @Size(min = 1, max = Syntax.MAX_FIELDS)
        @ValidationRule(value = Syntax.FIELD_KEYS, message = Syntax.FIELD_KEYS_MESSAGE)
        Map<String, @Size(min = 1, max = Syntax.EXPRESSION_LENGTH) String> map,
    @JsonPropertyDescription("Writes one record for each entry whose condition holds.")
        @Size(min = 1, max = 8)
        List<FlatMapSpec> flatMap,
    @JsonPropertyDescription("Replaces the key of what is written by a CEL expression.")
        @Size(min = 1, max = Syntax.EXPRESSION_LENGTH)
        String rekey,
    @JsonPropertyDescription("Drops records that repeat one of the same key.") DedupeSpec dedupe,
    @JsonPropertyDescription(
            "Adds running aggregates of a key to each record, such as sum(value.level).")
        @Size(min = 1, max = Syntax.MAX_FIELDS)
        @ValidationRule(value = Syntax.FIELD_KEYS, message = Syntax.FIELD_KEYS_MESSAGE)
        Map<String, @Size(min = 1, max = Syntax.EXPRESSION_LENGTH) String> running,
    @JsonPropertyDescription("Aggregates the records of a key in windows.") WindowSpec window,
    @JsonPropertyDescription("Joins two kinds of records of the log.") JoinSpec join,
    @JsonPropertyDescription("Limits the records of a key in a period.") ThrottleSpec throttle,
    @JsonPropertyDescription("A step in Java.") CustomSpec custom) {}
