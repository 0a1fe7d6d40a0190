package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/**
 * A topic of the pipeline. {@code fields} declares what its records hold, in alphabetical order: a
 * cluster hands out the entries of a map in no other. A topic that a stage of the pipeline writes
 * may leave them to that stage.
 */
@ValidationRule(
    value =
        "!has(self.time) || !has(self.fields) || (self.time.field in self.fields && self.fields[self.time.field] == 'int')",
    message = "time.field must be one of fields, of type int",
    fieldPath = ".time.field")
public record TopicSpec(
    @JsonPropertyDescription("Number of partitions; a topic that exists must have as many.")
        @Default("1")
        @Min(1)
        @Max(Syntax.MAX_PARTITIONS)
        Integer partitions,
    @JsonPropertyDescription("Type of each field of a record: int, double, string or bool.")
        @Size(min = 1, max = Syntax.MAX_FIELDS)
        @ValidationRule(value = Syntax.FIELD_KEYS, message = Syntax.FIELD_KEYS_MESSAGE)
        Map<String, FieldType> fields,
    @JsonPropertyDescription(
            "Encoding of values that stages write, and of values that carry no content format.")
        @Default("Json")
        Format format,
    @JsonPropertyDescription("Event time from a field; absent means the Kafka timestamp.")
        TimeSpec time,
    @JsonPropertyDescription(
            "After how long without a record an input partition gets a tick, so that its windows close; 0s: never.")
        @Default("1s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.PATTERN)
        String tickInterval) {
  /** Encoding of the values that stages write, and of values that carry no content format. */
  public enum Format {
    Json,
    Cbor
  }
}
