package dev.millrace.gateway;

import dev.millrace.api.PathTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with a specification, so that all of it is told at once. */
final class CompileProblems {
  private final List<String> problems = new ArrayList<>();

  void add(String place, String what) {
    problems.add(place + ": " + what);
  }

  /** What a step yields; empty if it finds something wrong. */
  <T> Optional<T> attempt(String place, Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (IllegalArgumentException e) {
      add(place, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Looks whether a path belongs to two resources of one list.
   *
   * @param seen the paths before it by their shapes; takes this one in
   */
  void checkShape(String place, PathTemplate path, Map<String, PathTemplate> seen) {
    PathTemplate other = seen.putIfAbsent(path.shape(), path);
    if (other != null) {
      add(place + ".path", path + " matches the same paths as " + other);
    }
  }

  /**
   * @throws GatewayStartException naming every problem and its place
   */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new GatewayStartException(String.join("\n", problems));
    }
  }
}
