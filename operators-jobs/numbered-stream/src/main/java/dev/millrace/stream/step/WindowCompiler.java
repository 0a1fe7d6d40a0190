package dev.millrace.stream.step;

import dev.millrace.api.CountWindowSpec;
import dev.millrace.api.SlidingSpec;
import dev.millrace.api.WindowSpec;
import dev.millrace.stream.expression.Environment;
import java.util.Optional;
import java.util.stream.Stream;

/** Compiles windows. */
final class WindowCompiler {
  private final Sources sources;

  WindowCompiler(Sources sources) {
    this.sources = sources;
  }

  /** Makes the plan of a window whose result fields are known. */
  private interface Shape {
    StepPlan.Factory of(GroupFields fields);
  }

  Optional<StepPlan> compile(String path, WindowSpec spec, Environment environment) {
    Optional<GroupFields> fields =
        sources.aggregates(path + ".emit", spec.emit(), GroupResult.withWindow(environment));
    long kinds =
        Stream.of(spec.tumbling(), spec.sliding(), spec.session(), spec.count())
            .filter(kind -> kind != null)
            .count();
    if (kinds != 1) {
      sources.refuse(
          path,
          "exactly one of tumbling, sliding, session and count is needed, these are " + kinds);
      return Optional.empty();
    }
    Optional<Shape> shape = shape(path, spec);
    if (fields.isEmpty() || shape.isEmpty()) {
      return Optional.empty();
    }
    GroupFields plan = fields.get();
    return Optional.of(new StepPlan("window", plan.schema(), shape.get().of(plan)));
  }

  private Optional<Shape> shape(String path, WindowSpec spec) {
    if (spec.tumbling() != null) {
      return sources
          .duration(path + ".tumbling", spec.tumbling(), 1)
          .map(size -> fields -> panes(fields, size, size));
    }
    if (spec.sliding() != null) {
      return sliding(path + ".sliding", spec.sliding());
    }
    if (spec.session() != null) {
      return sources
          .duration(path + ".session", spec.session(), 1)
          .map(
              gap ->
                  fields ->
                      (runtime, index, next) ->
                          new SessionWindowStep(runtime, index, next, fields, gap));
    }
    return count(path + ".count", spec.count());
  }

  private static StepPlan.Factory panes(GroupFields fields, long size, long every) {
    return (runtime, index, next) -> new PaneWindowStep(runtime, index, next, fields, size, every);
  }

  private Optional<Shape> sliding(String path, SlidingSpec spec) {
    var size = sources.duration(path + ".size", spec.size(), 1);
    var every = sources.duration(path + ".every", spec.every(), 1);
    if (size.isEmpty() || every.isEmpty()) {
      return Optional.empty();
    }
    if (every.get() > size.get()) {
      sources.refuse(
          path + ".every",
          "every must not be longer than size, or records would fall between the windows");
      return Optional.empty();
    }
    return Optional.of(fields -> panes(fields, size.get(), every.get()));
  }

  private Optional<Shape> count(String path, CountWindowSpec spec) {
    var size = sources.number(path + ".size", spec.size());
    var every = spec.every() == null ? size : sources.number(path + ".every", spec.every());
    if (size.isEmpty() || every.isEmpty()) {
      return Optional.empty();
    }
    if (size.get() % every.get() != 0) {
      sources.refuse(path + ".every", "every must divide size, which is " + size.get());
      return Optional.empty();
    }
    return Optional.of(
        fields ->
            (runtime, index, next) ->
                new CountWindowStep(runtime, index, next, fields, size.get(), every.get()));
  }
}
