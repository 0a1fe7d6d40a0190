package dev.millrace.operator.kafka;

import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The topics that a pipeline needs.
 *
 * @param partitions of each topic by name
 */
public record TopicPlan(SortedMap<String, Integer> partitions) {
  /** The declared topics, and a stage's own for dead letters where it names none. */
  public static TopicPlan of(String pipeline, StreamPipelineSpec spec) {
    SortedMap<String, Integer> all = new TreeMap<>();
    for (StageSpec stage : spec.stages()) {
      if (stage.deadLetters() == null && spec.topics().containsKey(stage.from())) {
        all.put(
            pipeline + "." + stage.name() + ".dead-letters",
            spec.topics().get(stage.from()).partitions());
      }
    }
    spec.topics().forEach((name, topic) -> all.put(name, topic.partitions()));
    return new TopicPlan(all);
  }

  /** Those that are not there. */
  public List<String> missing(Map<String, Integer> found) {
    return partitions.keySet().stream().filter(name -> !found.containsKey(name)).toList();
  }

  /** What is wrong with those that are there; empty if nothing. */
  public Optional<String> difference(Map<String, Integer> found) {
    List<String> wrong = new ArrayList<>();
    partitions.forEach(
        (name, wanted) -> {
          Integer has = found.get(name);
          if (has != null && !has.equals(wanted)) {
            wrong.add("topic '%s' has %d partitions, not %d".formatted(name, has, wanted));
          }
        });
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong) + ".");
  }
}
