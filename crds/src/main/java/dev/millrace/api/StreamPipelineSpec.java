package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** A graph of stages joined by topics. */
@ValidationRule(
    value =
        "self.stages.all(s, !(s.from in self.topics) || s.parallelism <= self.topics[s.from].partitions)",
    message =
        "a stage's parallelism must not be more than the partitions of the topic that it reads",
    fieldPath = ".stages")
public record StreamPipelineSpec(
    @JsonPropertyDescription("Kafka cluster that holds the topics.") @Required KafkaSpec kafka,
    @JsonPropertyDescription("Topics by name, as Kafka takes it.")
        @Required
        @Size(min = 1, max = Syntax.MAX_TOPICS)
        @ValidationRule(
            value = "self.all(t, t.matches('^[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,248}$'))",
            message =
                "a topic's name is at most 249 letters, digits, '.', '_' or '-', and does not begin with '.'")
        Map<String, TopicSpec> topics,
    @JsonPropertyDescription("Stages, each name once.")
        @Required
        @Size(min = 1, max = Syntax.MAX_STAGES)
        List<StageSpec> stages) {}
