package dev.millrace.local.running;

import dev.millrace.api.manifest.LoadResult;
import dev.millrace.api.manifest.Manifests;
import dev.millrace.api.manifest.Problem;
import dev.millrace.stream.pipeline.CheckResult;
import dev.millrace.stream.pipeline.PipelineCompiler;
import dev.millrace.stream.pipeline.PipelineGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The manifests of a directory: what they ask for, or everything that is wrong with them.
 *
 * @param graph present exactly if there is no problem
 * @param problems in the order of the files
 */
public record RunManifests(Optional<PipelineGraph> graph, List<Problem> problems) {
  /** Reads and checks a directory; touches nothing else. */
  public static RunManifests load(Path directory) {
    LoadResult loaded = Manifests.load(directory);
    CheckResult checked = PipelineCompiler.check(loaded.resources());
    LinkedHashSet<Problem> all = new LinkedHashSet<>(loaded.problems());
    all.addAll(checked.problems());
    all.addAll(PipelineCompiler.checkLocal(loaded.resources()));
    List<Problem> ordered = new ArrayList<>(all);
    ordered.sort(Problem.ORDER);
    return new RunManifests(
        ordered.isEmpty() ? checked.graph() : Optional.empty(), List.copyOf(ordered));
  }
}
