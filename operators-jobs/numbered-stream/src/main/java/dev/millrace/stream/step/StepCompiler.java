package dev.millrace.stream.step;

import dev.millrace.api.DedupeSpec;
import dev.millrace.api.FlatMapSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.ThrottleSpec;
import dev.millrace.stream.expression.Environment;
import dev.millrace.stream.expression.Expression;
import dev.millrace.stream.record.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles one step against the fields that it reads. Issues go to the {@link Sources}' sink. */
public final class StepCompiler {
  private final Sources sources;
  private final CustomCompiler customs;
  private final WindowCompiler windows;
  private final JoinCompiler joins;

  /**
   * @param classes where the classes of custom steps are
   */
  public StepCompiler(Sources sources, ClassLoader classes) {
    this.sources = sources;
    this.customs = new CustomCompiler(sources, classes);
    this.windows = new WindowCompiler(sources);
    this.joins = new JoinCompiler(sources);
  }

  /**
   * Compiles a step that is not {@code rekey}.
   *
   * @param path of the step in the manifest
   * @param inputName what the step reads, for messages
   * @return empty if there are issues
   */
  public Optional<StepPlan> compile(String path, StepSpec step, String inputName, Schema input) {
    List<String> kinds = kinds(step);
    if (kinds.size() != 1) {
      sources.refuse(
          path,
          "exactly one of filter, map, flatMap, rekey, dedupe, running, window, join, throttle and"
              + " custom is needed, these are "
              + kinds);
      return Optional.empty();
    }
    String kind = kinds.getFirst();
    String place = path + '.' + kind;
    Environment environment = RecordScope.environment(inputName, input);
    return switch (kind) {
      case "filter" -> filter(place, step.filter(), environment, input);
      case "map" -> map(place, step.map(), environment);
      case "flatMap" -> flatMap(place, step.flatMap(), environment);
      case "dedupe" -> dedupe(place, step.dedupe(), environment, input);
      case "running" -> running(place, step.running(), environment);
      case "window" -> windows.compile(place, step.window(), environment);
      case "join" -> joins.compile(place, step.join(), environment, inputName, input);
      case "throttle" -> throttle(place, step.throttle(), input);
      case "custom" -> customs.compile(place, step.custom(), input);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** The components of a step that are set; a valid step has one. */
  public static List<String> kinds(StepSpec step) {
    List<String> kinds = new ArrayList<>();
    if (step != null) {
      add(kinds, "filter", step.filter());
      add(kinds, "map", step.map());
      add(kinds, "flatMap", step.flatMap());
      add(kinds, "rekey", step.rekey());
      add(kinds, "dedupe", step.dedupe());
      add(kinds, "running", step.running());
      add(kinds, "window", step.window());
      add(kinds, "join", step.join());
      add(kinds, "throttle", step.throttle());
      add(kinds, "custom", step.custom());
    }
    return kinds;
  }

  private static void add(List<String> kinds, String kind, Object component) {
    if (component != null) {
      kinds.add(kind);
    }
  }

  private Optional<StepPlan> filter(
      String path, String source, Environment environment, Schema input) {
    return sources
        .bool(path, source, environment)
        .map(
            condition ->
                new StepPlan(
                    "filter",
                    input,
                    (runtime, index, next) ->
                        new FilterStep(
                            runtime, index, next, new RecordScope(environment), condition)));
  }

  private Optional<StepPlan> map(String path, Map<String, String> fields, Environment environment) {
    return sources
        .fields(path, fields, environment)
        .map(emit -> flatMap("map", environment, List.of(new FlatMapStep.Entry(null, emit))));
  }

  private Optional<StepPlan> flatMap(
      String path, List<FlatMapSpec> specs, Environment environment) {
    List<FlatMapStep.Entry> entries = new ArrayList<>();
    boolean complete = !specs.isEmpty();
    for (int i = 0; i < specs.size(); i++) {
      String place = path + '[' + i + ']';
      String when = specs.get(i).when();
      Optional<Expression> condition =
          when == null ? Optional.empty() : sources.bool(place + ".when", when, environment);
      Optional<FieldExpressions> emit =
          sources.fields(place + ".emit", specs.get(i).emit(), environment);
      complete &= emit.isPresent() && (when == null || condition.isPresent());
      emit.ifPresent(fields -> entries.add(new FlatMapStep.Entry(condition.orElse(null), fields)));
      if (!entries.isEmpty() && emit.isPresent()) {
        Schema first = entries.getFirst().emit().schema();
        if (!first.equals(emit.get().schema())) {
          complete = false;
          sources.refuse(
              place + ".emit",
              "all entries need the same fields and types; the first has "
                  + first
                  + ", this one "
                  + emit.get().schema());
        }
      }
    }
    if (specs.isEmpty()) {
      sources.refuse(path, "at least one entry is needed");
    }
    return complete ? Optional.of(flatMap("flatMap", environment, entries)) : Optional.empty();
  }

  private static StepPlan flatMap(
      String kind, Environment environment, List<FlatMapStep.Entry> entries) {
    return new StepPlan(
        kind,
        entries.getFirst().emit().schema(),
        (runtime, index, next) ->
            new FlatMapStep(runtime, index, next, new RecordScope(environment), entries));
  }

  private Optional<StepPlan> dedupe(
      String path, DedupeSpec spec, Environment environment, Schema input) {
    var by = sources.scalar(path + ".by", spec.by(), environment);
    var within = sources.duration(path + ".within", spec.within(), 1);
    if (by.isEmpty() || within.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StepPlan(
            "dedupe",
            input,
            (runtime, index, next) ->
                new DedupeStep(
                    runtime, index, next, new RecordScope(environment), by.get(), within.get())));
  }

  private Optional<StepPlan> running(
      String path, Map<String, String> fields, Environment environment) {
    return sources
        .aggregates(path, fields, environment)
        .map(
            plan ->
                new StepPlan(
                    "running",
                    plan.schema(),
                    (runtime, index, next) -> new RunningStep(runtime, index, next, plan)));
  }

  private Optional<StepPlan> throttle(String path, ThrottleSpec spec, Schema input) {
    var limit = sources.number(path + ".limit", spec.limit());
    var per = sources.duration(path + ".per", spec.per(), 1);
    if (limit.isEmpty() || per.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StepPlan(
            "throttle",
            input,
            (runtime, index, next) ->
                new ThrottleStep(runtime, index, next, limit.get(), per.get())));
  }
}
