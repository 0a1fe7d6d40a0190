package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/**
 * A window per record key: exactly one of tumbling, sliding, session (by log time) or count. {@code
 * emit} names one expression a result field: an aggregate such as {@code sum(value.level)}, {@code
 * key}, {@code window.start} or {@code window.end}.
 */
@ValidationRule(
    value =
        "[has(self.tumbling), has(self.sliding), has(self.session), has(self.count)].filter(x, x).size() == 1",
    message = "a window is exactly one of tumbling, sliding, session and count")
public record WindowSpec(
    @JsonPropertyDescription("Windows of this length, one after the other.")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String tumbling,
    @JsonPropertyDescription("Windows that overlap.") SlidingSpec sliding,
    @JsonPropertyDescription("A window lasts until no record has come for this long.")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String session,
    @JsonPropertyDescription("Windows by number of records.") CountWindowSpec count,
    @JsonPropertyDescription(
            "Each field of the result by a CEL expression of aggregates, key, window.start and window.end.")
        @Required
        @Size(min = 1, max = Syntax.MAX_FIELDS)
        @ValidationRule(value = Syntax.FIELD_KEYS, message = Syntax.FIELD_KEYS_MESSAGE)
        Map<String, @Size(min = 1, max = Syntax.EXPRESSION_LENGTH) String> emit) {}
