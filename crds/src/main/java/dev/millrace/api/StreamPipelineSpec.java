package dev.millrace.api;

import java.util.List;
import java.util.Map;

/** A graph of stages joined by topics. */
public record StreamPipelineSpec(
    KafkaSpec kafka, Map<String, TopicSpec> topics, List<StageSpec> stages) {}
