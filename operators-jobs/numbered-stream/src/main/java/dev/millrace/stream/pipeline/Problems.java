package dev.millrace.stream.pipeline;

import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Problem;
import dev.millrace.api.manifest.Resource;
import java.util.ArrayList;
import java.util.List;

/** Gathers the problems of one check. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Notes a problem of a field. */
  void add(Resource<?> resource, FieldPath field, String message, String hint) {
    found.add(Problem.at(resource.source(), field, message, hint));
  }

  /** Notes a problem. */
  void add(Problem problem) {
    found.add(problem);
  }

  /** All problems in the order of the files, each once. */
  List<Problem> inFileOrder() {
    return found.stream().distinct().sorted(Problem.ORDER).toList();
  }
}
