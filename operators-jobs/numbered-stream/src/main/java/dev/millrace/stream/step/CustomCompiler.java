package dev.millrace.stream.step;

import dev.millrace.api.CustomSpec;
import dev.millrace.stream.record.Schema;
import java.util.Map;
import java.util.Optional;

/** Compiles custom steps: finds their classes, and opens one instance of each. */
final class CustomCompiler {
  private final Sources sources;
  private final ClassLoader classes;

  CustomCompiler(Sources sources, ClassLoader classes) {
    this.sources = sources;
    this.classes = classes;
  }

  Optional<StepPlan> compile(String path, CustomSpec spec, Schema input) {
    Optional<Schema> output =
        spec.fields() == null
            ? Optional.of(input)
            : sources.schema(path + ".fields", spec.fields());
    if (spec.className() == null) {
      sources.refuse(path + ".className", "the name of a class is missing");
    }
    if (output.isEmpty() || spec.className() == null) {
      return Optional.empty();
    }
    Map<String, String> parameters = spec.parameters() == null ? Map.of() : spec.parameters();
    try {
      CustomClass found =
          CustomClass.find(classes, spec.className(), parameters, input, output.get());
      return Optional.of(
          new StepPlan(
              "custom",
              found.output(),
              (runtime, index, next) ->
                  new CustomStepRunner(runtime, index, next, found.open(), found.output())));
    } catch (IllegalArgumentException e) {
      sources.refuse(path + ".className", e.getMessage());
      return Optional.empty();
    }
  }
}
