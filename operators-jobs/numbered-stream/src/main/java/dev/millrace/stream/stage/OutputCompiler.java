package dev.millrace.stream.stage;

import dev.millrace.api.StageSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.stream.expression.Environment;
import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.step.RecordScope;
import dev.millrace.stream.step.Sources;
import java.util.List;
import java.util.Optional;

/** Compiles what a stage writes: its topic's fields, and the record key. */
final class OutputCompiler {
  private final TopicPlans topics;
  private final Sources sources;
  private final List<PlanIssue> issues;

  OutputCompiler(TopicPlans topics, Sources sources, List<PlanIssue> issues) {
    this.topics = topics;
    this.sources = sources;
    this.issues = issues;
  }

  /**
   * Compiles the output.
   *
   * @param path of the stage
   * @param result fields of the last step's results
   * @return empty if the stage names no topic
   */
  Optional<OutputPlan> compile(String path, StageSpec stage, Schema result) {
    if (stage.to() == null || stage.to().topic() == null) {
      issues.add(PlanIssue.of(path + ".to.topic", "the topic to write is missing"));
      return Optional.empty();
    }
    String topic = stage.to().topic();
    Schema schema = schema(path, topic, result);
    return Optional.of(
        new OutputPlan(
            topic,
            topics.partitions(topic),
            schema,
            topics.format(topic),
            key(path, stage, schema).orElse(null)));
  }

  /** The declared fields if they are the result's, else the result's. */
  private Schema schema(String path, String topic, Schema result) {
    if (topics.fields(topic) == null) {
      return result;
    }
    Optional<Schema> declared =
        sources.schema("spec.topics." + topic + ".fields", topics.fields(topic));
    Optional<String> difference = declared.flatMap(fields -> SchemaDifference.of(fields, result));
    difference.ifPresent(
        what ->
            issues.add(PlanIssue.of(path + ".to.topic", "topic " + topic + " declares " + what)));
    return difference.isPresent() ? result : declared.orElse(result);
  }

  private Optional<TypedExpression> key(String path, StageSpec stage, Schema schema) {
    List<StepSpec> steps = stage.steps() == null ? List.of() : stage.steps();
    StepSpec last = steps.isEmpty() ? null : steps.getLast();
    String rekey = last == null ? null : last.rekey();
    String key = stage.to().key();
    if (rekey != null && key != null) {
      issues.add(
          PlanIssue.of(
              path + ".to.key", "rekey in the last step already says the key; remove one of them"));
    }
    Environment environment = RecordScope.environment("the written value", schema);
    if (key != null) {
      return sources.scalar(path + ".to.key", key, environment);
    }
    return rekey == null
        ? Optional.empty()
        : sources.scalar(path + ".steps[" + (steps.size() - 1) + "].rekey", rekey, environment);
  }
}
