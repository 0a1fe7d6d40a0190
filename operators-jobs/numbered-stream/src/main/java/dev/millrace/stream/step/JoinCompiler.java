package dev.millrace.stream.step;

import dev.millrace.api.JoinSpec;
import dev.millrace.stream.expression.Environment;
import dev.millrace.stream.record.Schema;
import java.util.Optional;

/** Compiles joins. */
final class JoinCompiler {
  private final Sources sources;

  JoinCompiler(Sources sources) {
    this.sources = sources;
  }

  Optional<StepPlan> compile(
      String path, JoinSpec spec, Environment environment, String inputName, Schema input) {
    Environment results =
        Environment.empty()
            .withStruct(JoinStep.LEFT, inputName, input)
            .withStruct(JoinStep.RIGHT, inputName, input)
            .withText(RecordScope.KEY);
    boolean hasField = spec.key() != null && input.slot(spec.key()) >= 0;
    if (!hasField) {
      sources.refuse(
          path + ".key",
          "no field '%s' in %s (fields: %s)"
              .formatted(spec.key(), inputName, String.join(", ", input.names())));
    }
    var left = sources.bool(path + ".left", spec.left(), environment);
    var right = sources.bool(path + ".right", spec.right(), environment);
    var within = sources.duration(path + ".within", spec.within(), 1);
    var emit = sources.fields(path + ".emit", spec.emit(), results);
    if (!hasField || left.isEmpty() || right.isEmpty() || within.isEmpty() || emit.isEmpty()) {
      return Optional.empty();
    }
    JoinStep.Plan plan =
        new JoinStep.Plan(environment, left.get(), right.get(), within.get(), results, emit.get());
    return Optional.of(
        new StepPlan(
            "join",
            emit.get().schema(),
            (runtime, index, next) -> new JoinStep(runtime, index, next, input, plan)));
  }
}
