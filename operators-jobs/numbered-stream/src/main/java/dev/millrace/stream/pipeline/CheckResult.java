package dev.millrace.stream.pipeline;

import dev.millrace.api.manifest.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a check found: either the graph, or why there is none.
 *
 * @param graph present exactly if there is no problem
 * @param problems in the order of the files
 */
public record CheckResult(Optional<PipelineGraph> graph, List<Problem> problems) {
  /** Takes a copy. */
  public CheckResult {
    problems = List.copyOf(problems);
    if (graph.isPresent() != problems.isEmpty()) {
      throw new IllegalArgumentException("either a graph or problems");
    }
  }
}
