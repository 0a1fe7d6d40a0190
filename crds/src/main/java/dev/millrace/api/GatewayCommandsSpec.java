package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Commands to devices: each record of {@code topic} becomes a request from a port of the gateway,
 * and a record of {@code results} says what came of it.
 */
@ValidationRule(
    value = "self.topic != self.results",
    message = "results must be another topic than that of the commands",
    fieldPath = ".results")
public record GatewayCommandsSpec(
    @JsonPropertyDescription(
            "Topic of the commands. A record's key names the device: its identity, or the record"
                + " key of what it sends.")
        @Required
        @Size(max = Syntax.TOPIC_LENGTH)
        @Pattern(Syntax.TOPIC)
        String topic,
    @JsonPropertyDescription("Topic that the result of each command goes to.")
        @Required
        @Size(max = Syntax.TOPIC_LENGTH)
        @Pattern(Syntax.TOPIC)
        String results,
    @JsonPropertyDescription(
            "How long after its record's timestamp a command may be answered, if it does not say so"
                + " itself.")
        @Default("2m")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String timeout,
    @JsonPropertyDescription("Commands that may be open at once; the others wait in the topic.")
        @Default("256")
        @Min(1)
        @Max(100000)
        Integer maxOpen,
    @JsonPropertyDescription(
            "Devices whose address is remembered; over that the one is forgotten that was silent"
                + " for longest.")
        @Default("10000")
        @Min(1)
        @Max(1000000)
        Integer maxDevices,
    @JsonPropertyDescription(
            "Number of partitions of the topic of commands. With it the operator makes the topic if"
                + " it is absent, and reports another number; without it the topic is a pipeline's,"
                + " or made by hand.")
        @Min(1)
        @Max(Syntax.MAX_PARTITIONS)
        Integer partitions,
    @JsonPropertyDescription("The same for the topic of results.")
        @Min(1)
        @Max(Syntax.MAX_PARTITIONS)
        Integer resultsPartitions) {
  /** Of topics that others make. */
  public GatewayCommandsSpec(
      String topic, String results, String timeout, Integer maxOpen, Integer maxDevices) {
    this(topic, results, timeout, maxOpen, maxDevices, null, null);
  }
}
