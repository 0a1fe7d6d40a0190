package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * One resource that devices may GET and observe (RFC 7641): a path template, the topic whose newest
 * record of a key is the resource's state, and a CEL expression for that key.
 */
public record ObservableSpec(
    @JsonPropertyDescription(
            "Path; a segment may be a variable in braces, as in /lots/{lot}/free. It may be the"
                + " path of a resource, which then is written by POST or PUT and read by GET.")
        @Required
        @Size(max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.RESOURCE_PATH)
        String path,
    @JsonPropertyDescription(
            "Topic whose newest record of a key is the state. It has to be compacted, or to keep its"
                + " records for ever: the gateway reads all of it when it starts.")
        @Required
        @Size(max = Syntax.TOPIC_LENGTH)
        @Pattern(Syntax.TOPIC)
        String topic,
    @JsonPropertyDescription(
            "Key of the record: a CEL expression over path and identity, such as path.lot.")
        @Required
        @Size(min = 1, max = Syntax.EXPRESSION_LENGTH)
        String key,
    @JsonPropertyDescription("Content format of records that do not carry one.")
        @Default("application/json")
        @Size(max = Syntax.FORMAT_LENGTH)
        @Pattern(Syntax.FORMAT)
        String format,
    @JsonPropertyDescription(
            "Who may read: a CEL expression over path and identity that is true or false; absent"
                + " means everybody who reaches the listener.")
        @Size(min = 1, max = Syntax.EXPRESSION_LENGTH)
        String authorize,
    @JsonPropertyDescription(
            "Max-Age of an answer. An observer that heard nothing for so long, or for 24 h, is sent"
                + " the state again, and has to acknowledge it.")
        @Default("10m")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String maxAge,
    @JsonPropertyDescription(
            "Shortest time between two notifications of an observer (RFC 7641, 4.5.1); of what"
                + " changes faster it gets the newest.")
        @Default("3s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.PATTERN)
        String minInterval,
    @JsonPropertyDescription("Resource type (rt) in /.well-known/core.")
        @Size(min = 1, max = 63)
        @Pattern("^[a-z][a-z0-9.-]*$")
        String resourceType,
    @JsonPropertyDescription(
            "Number of partitions of the topic. With it the operator makes the topic, compacted, if"
                + " it is absent, and reports another number; without it the topic is a pipeline's,"
                + " or made by hand.")
        @Min(1)
        @Max(Syntax.MAX_PARTITIONS)
        Integer partitions) {
  /** Of a topic that others make. */
  public ObservableSpec(
      String path,
      String topic,
      String key,
      String format,
      String authorize,
      String maxAge,
      String minInterval,
      String resourceType) {
    this(path, topic, key, format, authorize, maxAge, minInterval, resourceType, null);
  }
}
