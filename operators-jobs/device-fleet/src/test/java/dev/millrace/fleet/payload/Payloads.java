package dev.millrace.fleet.payload;

import dev.millrace.api.GeneratorSpec;
import dev.millrace.api.GeneratorSpec.PoissonSpec;
import dev.millrace.api.GeneratorSpec.ReplaySpec;
import dev.millrace.api.GeneratorSpec.WalkSpec;
import dev.millrace.fleet.check.Problem;
import dev.millrace.fleet.check.Problems;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Short ways to write payloads in tests. */
final class Payloads {
  static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_123L), ZoneOffset.UTC);
  static final Map<String, List<String>> VARIABLES = Map.of("lot", List.of("north", "south"));

  private Payloads() {}

  static GeneratorSpec constant(Object value) {
    return new GeneratorSpec(value, null, null, null, null, null, null, null);
  }

  static GeneratorSpec walk(Double start, Double step, Double min, Double max) {
    return new GeneratorSpec(
        null, new WalkSpec(start, step, min, max), null, null, null, null, null, null);
  }

  static GeneratorSpec poisson(Double mean) {
    return new GeneratorSpec(null, null, new PoissonSpec(mean), null, null, null, null, null);
  }

  static GeneratorSpec choice(String... values) {
    return new GeneratorSpec(null, null, null, List.of(values), null, null, null, null);
  }

  static GeneratorSpec variable(String name) {
    return new GeneratorSpec(null, null, null, null, name, null, null, null);
  }

  static GeneratorSpec replay(String file, String column) {
    return new GeneratorSpec(
        null, null, null, null, null, new ReplaySpec(file, column), null, null);
  }

  static GeneratorSpec sequence() {
    return new GeneratorSpec(null, null, null, null, null, null, true, null);
  }

  static GeneratorSpec clock() {
    return new GeneratorSpec(null, null, null, null, null, null, null, true);
  }

  /** The readings of a device whose payload must be right. */
  static Readings readings(
      String format, Map<String, GeneratorSpec> payload, Path files, long seed, int device) {
    Problems problems = new Problems();
    return new PayloadCompiler(problems, VARIABLES, files)
        .compile(format, payload, "spec.format", "spec.payload")
        .orElseThrow(() -> new AssertionError(problems.list()))
        .readings(new DeviceContext(device, Map.of("lot", "south"), Seeds.of(seed, device), CLOCK));
  }

  /** What is wrong with a payload, as lines of text. */
  static List<String> problems(String format, Map<String, GeneratorSpec> payload, Path files) {
    Problems problems = new Problems();
    boolean valid =
        new PayloadCompiler(problems, VARIABLES, files)
            .compile(format, payload, "spec.format", "spec.payload")
            .isPresent();
    if (valid != problems.none()) {
      throw new AssertionError("a plan came with problems: " + problems.list());
    }
    return problems.list().stream().map(Problem::toString).toList();
  }
}
