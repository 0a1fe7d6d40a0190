package dev.millrace.fleet.payload;

import dev.millrace.api.GeneratorSpec;
import dev.millrace.api.GeneratorSpec.PoissonSpec;
import dev.millrace.api.GeneratorSpec.ReplaySpec;
import dev.millrace.api.GeneratorSpec.WalkSpec;
import dev.millrace.fleet.check.Problems;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the generator of one field and builds it. */
final class FieldCompiler {
  private final Problems problems;
  private final Map<String, List<String>> variables;
  private final ReplayFiles files;

  FieldCompiler(Problems problems, Map<String, List<String>> variables, ReplayFiles files) {
    this.problems = problems;
    this.variables = variables;
    this.files = files;
  }

  Optional<FieldGenerator> compile(String name, GeneratorSpec spec, String path) {
    if (spec == null || kinds(spec) != 1) {
      return wrong(
          path,
          "needs exactly one of constant, walk, poisson, choice, variable, replay, sequence: true"
              + " and clock: true");
    }
    if (spec.constant() != null) {
      return constant(name, spec.constant(), path + ".constant");
    }
    if (spec.walk() != null) {
      return walk(name, spec.walk(), path + ".walk");
    }
    if (spec.poisson() != null) {
      return poisson(name, spec.poisson(), path + ".poisson");
    }
    if (spec.choice() != null) {
      return choice(name, spec.choice(), path + ".choice");
    }
    if (spec.variable() != null) {
      return variable(name, spec.variable(), path + ".variable");
    }
    if (spec.replay() != null) {
      return replay(name, spec.replay(), path + ".replay");
    }
    return Optional.of(spec.sequence() == null ? clock(name) : sequence(name));
  }

  private static long kinds(GeneratorSpec spec) {
    return Stream.of(
            spec.constant(),
            spec.walk(),
            spec.poisson(),
            spec.choice(),
            spec.variable(),
            spec.replay(),
            Boolean.TRUE.equals(spec.sequence()) ? spec.sequence() : null,
            Boolean.TRUE.equals(spec.clock()) ? spec.clock() : null)
        .filter(Objects::nonNull)
        .count();
  }

  private Optional<FieldGenerator> constant(String name, Object constant, String path) {
    Object value = scalar(constant);
    return value == null
        ? wrong(path, "'" + constant + "' is not a text, a finite number, true or false")
        : Optional.of(new FieldGenerator(name, value, device -> () -> value));
  }

  /** The constant in one of the types that a field can have, or null. */
  private static Object scalar(Object constant) {
    if (constant instanceof String || constant instanceof Boolean) {
      return constant;
    }
    if (constant instanceof Byte
        || constant instanceof Short
        || constant instanceof Integer
        || constant instanceof Long) {
      return ((Number) constant).longValue();
    }
    return constant instanceof Number number && Double.isFinite(number.doubleValue())
        ? Double.valueOf(number.doubleValue())
        : null;
  }

  private Optional<FieldGenerator> walk(String name, WalkSpec walk, String path) {
    if (walk.step() == null || !(walk.step() > 0) || walk.step().isInfinite()) {
      return wrong(path + ".step", "needs a finite number greater than 0, got " + walk.step());
    }
    if (!finite(walk.start()) || !finite(walk.min()) || !finite(walk.max())) {
      return wrong(path, "start, min and max must be finite numbers");
    }
    if (Walk.min(walk) > Walk.max(walk)) {
      return wrong(path, "min " + walk.min() + " is greater than max " + walk.max());
    }
    double start = Walk.start(walk);
    if (start < Walk.min(walk) || start > Walk.max(walk)) {
      return wrong(path + ".start", start + " lies outside of min and max");
    }
    return Optional.of(
        new FieldGenerator(
            name,
            FieldGenerator.WIDEST_NUMBER,
            device -> new Walk(walk, device.seeds().stream("walk " + name))));
  }

  private Optional<FieldGenerator> poisson(String name, PoissonSpec poisson, String path) {
    Double mean = poisson.mean();
    if (mean == null || !(mean > 0) || mean > Poisson.GREATEST_MEAN) {
      return wrong(
          path + ".mean",
          "needs a number greater than 0 and at most " + Poisson.GREATEST_MEAN + ", got " + mean);
    }
    return Optional.of(
        new FieldGenerator(
            name,
            FieldGenerator.WIDEST_NUMBER,
            device -> new Poisson(mean, device.seeds().stream("poisson " + name))));
  }

  private Optional<FieldGenerator> choice(String name, List<String> choice, String path) {
    if (choice.isEmpty() || choice.stream().anyMatch(Objects::isNull)) {
      return wrong(path, "needs at least one text to choose from, and no null");
    }
    List<String> values = List.copyOf(choice);
    return Optional.of(
        new FieldGenerator(
            name,
            longest(values),
            device -> {
              var random = device.seeds().stream("choice " + name);
              return () -> values.get(random.nextInt(values.size()));
            }));
  }

  private Optional<FieldGenerator> variable(String name, String variable, String path) {
    if (variable.equals(DevicePaths.DEVICE)) {
      return Optional.of(
          new FieldGenerator(
              name,
              FieldGenerator.WIDEST_NUMBER,
              device -> {
                long number = device.number();
                return () -> number;
              }));
    }
    if (!variables.containsKey(variable)) {
      return wrong(
          path,
          "no variable '"
              + variable
              + "'; there are "
              + DevicePaths.DEVICE
              + " and "
              + variables.keySet().stream().sorted().toList());
    }
    return Optional.of(
        new FieldGenerator(
            name,
            longest(variables.get(variable)),
            device -> {
              String value = device.variables().get(variable);
              return () -> value;
            }));
  }

  private Optional<FieldGenerator> replay(String name, ReplaySpec replay, String path) {
    return files
        .column(replay, path, problems)
        .map(
            rows ->
                new FieldGenerator(
                    name,
                    rows.stream()
                        .filter(Objects::nonNull)
                        .max(Comparator.comparingInt(value -> value.toString().length()))
                        .orElse(null),
                    device -> new Replay(rows)));
  }

  private static FieldGenerator sequence(String name) {
    return new FieldGenerator(name, FieldGenerator.WIDEST_NUMBER, device -> new Counter());
  }

  /** The time at which the reading is taken, before it may have to wait for its turn. */
  private static FieldGenerator clock(String name) {
    return new FieldGenerator(name, FieldGenerator.WIDEST_NUMBER, device -> device.clock()::millis);
  }

  private static String longest(List<String> values) {
    return values.stream().max(Comparator.comparingInt(String::length)).orElse("");
  }

  private static boolean finite(Double number) {
    return number == null || Double.isFinite(number);
  }

  private Optional<FieldGenerator> wrong(String path, String message) {
    problems.add(path, message);
    return Optional.empty();
  }
}
