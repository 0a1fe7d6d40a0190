package dev.millrace.stream.stage;

import dev.millrace.api.StageSpec;
import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.api.StepSpec;
import dev.millrace.api.TimeSpec;
import dev.millrace.stream.expression.ExpressionCompiler;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.step.Sources;
import dev.millrace.stream.step.StepChain;
import dev.millrace.stream.step.StepCompiler;
import dev.millrace.stream.step.StepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of the compiler over one stage. Collects issues until nothing more can be said. */
final class StageCompilation {
  private static final int GENERATION = 1;
  private static final String DEFAULT_LATENESS = "0s";
  private static final String DEFAULT_COMMIT_INTERVAL = "100ms";
  private static final String DEFAULT_CHECKPOINT_INTERVAL = "10s";

  private final String pipelineName;
  private final TopicPlans topics;
  private final TopicSchemas schemas;
  private final List<PlanIssue> issues = new ArrayList<>();
  private final Sources sources;
  private final OutputCompiler outputs;

  StageCompilation(
      String pipelineName,
      TopicPlans topics,
      ExpressionCompiler expressions,
      TopicSchemas schemas) {
    this.pipelineName = pipelineName;
    this.topics = topics;
    this.schemas = schemas;
    this.sources =
        new Sources(
            expressions,
            (path, line, column, message, suggestion) ->
                issues.add(new PlanIssue(path, line, column, message, suggestion)));
    this.outputs = new OutputCompiler(topics, sources, issues);
  }

  StagePlan compile(StageSpec stage) {
    String path = topics.path(stage);
    long lateness = millis(path, "allowedLateness", stage.allowedLateness(), DEFAULT_LATENESS, 0);
    long commit =
        millis(path, "commitInterval", stage.commitInterval(), DEFAULT_COMMIT_INTERVAL, 1);
    long checkpoint =
        millis(
            path, "checkpointInterval", stage.checkpointInterval(), DEFAULT_CHECKPOINT_INTERVAL, 1);
    Optional<InputPlan> input = input(path, stage);
    List<StepPlan> steps = new ArrayList<>();
    Optional<OutputPlan> output =
        input.flatMap(
            plan ->
                steps(path, stage, plan, steps)
                    .flatMap(schema -> outputs.compile(path, stage, schema)));
    if (!issues.isEmpty() || input.isEmpty() || output.isEmpty()) {
      throw new PlanException(issues);
    }
    TickDelays ticks = new TickDelays(topics);
    return new StagePlan(
        pipelineName,
        stage.name(),
        GENERATION,
        input.get(),
        output.get(),
        stage.late(),
        stage.deadLetters() == null
            ? pipelineName + '.' + stage.name() + ".dead-letters"
            : stage.deadLetters(),
        lateness,
        ticks.interval(stage.from()),
        ticks.delay(stage.from()),
        stage.delivery() == null ? Delivery.Numbered : stage.delivery(),
        commit,
        checkpoint,
        steps);
  }

  private long millis(String path, String field, String text, String otherwise, long least) {
    return sources.duration(path + '.' + field, text == null ? otherwise : text, least).orElse(0L);
  }

  private Optional<InputPlan> input(String path, StageSpec stage) {
    String topic = stage.from();
    if (topic == null) {
      issues.add(PlanIssue.of(path + ".from", "the topic to read is missing"));
      return Optional.empty();
    }
    Optional<Schema> schema = schemas.of(topic, path + ".from", issues);
    String place = "spec.topics." + topic;
    millis(
        place,
        "tickInterval",
        topics.topic(topic).tickInterval(),
        TopicPlans.DEFAULT_TICK_INTERVAL,
        0);
    TimeSpec time = topics.topic(topic).time();
    String ahead = time == null ? null : time.maxAhead();
    long maxAhead = millis(place + ".time", "maxAhead", ahead, TopicPlans.DEFAULT_MAX_AHEAD, 0);
    return schema.map(
        fields ->
            new InputPlan(
                topic,
                topics.partitions(topic),
                fields,
                topics.format(topic),
                time == null ? -1 : timeSlot(place + ".time.field", time.field(), topic, fields),
                maxAhead));
  }

  private int timeSlot(String path, String field, String topic, Schema schema) {
    int slot = field == null ? -1 : schema.slot(field);
    if (slot < 0) {
      issues.add(PlanIssue.of(path, "no field '" + field + "' in topic " + topic + " " + schema));
      return slot;
    }
    return switch (schema.type(slot)) {
      case INT -> slot;
      case DOUBLE, STRING, BOOL -> {
        issues.add(
            PlanIssue.of(
                path,
                "event time is an int, milliseconds since 1970; field '%s' is %s"
                    .formatted(field, Schema.label(schema.type(slot)))));
        yield slot;
      }
    };
  }

  /** Adds the compiled steps; what the last of them writes, empty if that cannot be said. */
  private Optional<Schema> steps(
      String path, StageSpec stage, InputPlan input, List<StepPlan> compiled) {
    List<StepSpec> steps = stage.steps() == null ? List.of() : stage.steps();
    StepCompiler compiler =
        new StepCompiler(sources, Thread.currentThread().getContextClassLoader());
    if (steps.size() > StepChain.MOST_STEPS) {
      issues.add(
          PlanIssue.of(path + ".steps", "a stage has at most " + StepChain.MOST_STEPS + " steps"));
      return Optional.empty();
    }
    Schema schema = input.schema();
    String name = "topic " + input.topic();
    for (int i = 0; i < steps.size(); i++) {
      String place = path + ".steps[" + i + "]";
      List<String> kinds = StepCompiler.kinds(steps.get(i));
      if (kinds.equals(List.of("rekey"))) {
        if (i < steps.size() - 1) {
          issues.add(
              PlanIssue.of(
                  place + ".rekey",
                  "rekey must be the last step: a new key means a new log, hence a new stage"));
        }
        continue;
      }
      Optional<StepPlan> step = compiler.compile(place, steps.get(i), name, schema);
      if (step.isPresent()) {
        compiled.add(step.get());
        schema = step.get().output();
        name = "the result of step " + i + " (" + step.get().kind() + ")";
      } else if (!kinds.equals(List.of("filter"))
          && !kinds.equals(List.of("dedupe"))
          && !kinds.equals(List.of("throttle"))) {
        return Optional.empty();
      }
    }
    return Optional.of(schema);
  }

  /** The fields that a stage writes; empty, without any exception, if it has issues. */
  Optional<Schema> written(StageSpec stage) {
    String path = topics.path(stage);
    return input(path, stage)
        .flatMap(plan -> steps(path, stage, plan, new ArrayList<>()))
        .filter(schema -> issues.isEmpty());
  }
}
