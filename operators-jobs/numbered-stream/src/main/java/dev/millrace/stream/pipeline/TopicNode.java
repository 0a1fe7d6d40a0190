package dev.millrace.stream.pipeline;

import dev.millrace.api.TopicSpec;
import java.util.Optional;

/**
 * A topic of the graph.
 *
 * @param name as Kafka knows it
 * @param partitions how many it has, or must be created with
 * @param declaration what the first pipeline that declares it says; empty for the dead-letter topic
 *     that a stage has by default, which has as many partitions as the stage's input
 */
public record TopicNode(String name, int partitions, Optional<TopicSpec> declaration) {}
