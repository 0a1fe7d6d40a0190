package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * The topic that a stage writes, and a CEL expression over the written value for the record key.
 */
public record OutputSpec(
    @JsonPropertyDescription("Topic that the stage writes.")
        @Required
        @Size(max = Syntax.TOPIC_LENGTH)
        @Pattern(Syntax.TOPIC)
        String topic,
    @JsonPropertyDescription(
            "Record key: a CEL expression over the written value; absent keeps the key of the record that caused it.")
        @Size(min = 1, max = Syntax.EXPRESSION_LENGTH)
        String key) {}
