package dev.millrace.stream.stage;

import dev.millrace.api.StageSpec;
import dev.millrace.stream.expression.ExpressionCompiler;
import dev.millrace.stream.record.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of topics: declared, or those that the stages write which write the topic. */
final class TopicSchemas {
  private final String pipelineName;
  private final TopicPlans topics;
  private final ExpressionCompiler expressions;
  private final Map<String, Schema> known = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  TopicSchemas(String pipelineName, TopicPlans topics, ExpressionCompiler expressions) {
    this.pipelineName = pipelineName;
    this.topics = topics;
    this.expressions = expressions;
  }

  /**
   * The fields of a topic.
   *
   * @param path of what asks, for issues
   * @return empty if it cannot be said; then there is one more issue
   */
  Optional<Schema> of(String topic, String path, List<PlanIssue> issues) {
    if (topics.fields(topic) != null) {
      try {
        return Optional.of(Schema.of(topics.fields(topic)));
      } catch (IllegalArgumentException e) {
        issues.add(PlanIssue.of("spec.topics." + topic + ".fields", e.getMessage()));
        return Optional.empty();
      }
    }
    if (!known.containsKey(topic)) {
      String problem = infer(topic);
      if (problem != null) {
        String remedy = "; declare them in spec.topics." + topic + ".fields";
        issues.add(PlanIssue.of(path, "the fields of topic " + topic + problem + remedy));
        return Optional.empty();
      }
    }
    return Optional.of(known.get(topic));
  }

  /** Compiles the stages that write the topic; what is in the way, null if they agree. */
  private String infer(String topic) {
    List<StageSpec> writers = topics.writers(topic);
    if (writers.isEmpty()) {
      return " are not declared, and no stage of this pipeline writes it";
    }
    if (!asked.add(topic)) {
      return " follow from themselves";
    }
    try {
      for (StageSpec writer : writers) {
        Optional<Schema> written =
            new StageCompilation(pipelineName, topics, expressions, this).written(writer);
        if (written.isEmpty()) {
          return " follow from stage " + writer.name() + ", which has errors of its own";
        }
        Schema first = known.putIfAbsent(topic, written.get());
        Optional<String> difference =
            first == null ? Optional.empty() : SchemaDifference.of(first, written.get());
        if (difference.isPresent()) {
          known.remove(topic);
          return " follow from several stages, which do not agree: %s writes %s"
                  .formatted(writers.getFirst().name(), difference.get())
              + " by "
              + writer.name();
        }
      }
      return null;
    } finally {
      asked.remove(topic);
    }
  }
}
