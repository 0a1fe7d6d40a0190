package dev.millrace.api;

import java.util.List;

/** Values of one payload field: exactly one of the components is set. */
public record GeneratorSpec(
    Object constant,
    WalkSpec walk,
    PoissonSpec poisson,
    List<String> choice,
    String variable,
    ReplaySpec replay,
    Boolean sequence,
    Boolean clock) {
  /**
   * A random walk from {@code start} by at most {@code step} between {@code min} and {@code max}.
   */
  public record WalkSpec(Double start, Double step, Double min, Double max) {}

  /** Poisson-distributed counts. */
  public record PoissonSpec(Double mean) {}

  /**
   * A column of a CSV file or a field of an NDJSON file, row by row, from the start again at the
   * end.
   */
  public record ReplaySpec(String file, String column) {}
}
