package dev.millrace.fleet;

import dev.millrace.fleet.check.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A fleet cannot be started as it is described; says everything that is wrong with it. */
public final class InvalidFleetException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidFleetException(String fleet, List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> fleet + " " + problem)
            .collect(Collectors.joining("\n", "", "\nnothing was started")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, at least one thing. */
  public List<Problem> problems() {
    return problems;
  }
}
