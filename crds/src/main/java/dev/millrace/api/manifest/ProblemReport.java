package dev.millrace.api.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes problems for people to read. */
public final class ProblemReport {
  private ProblemReport() {}

  /**
   * All problems in the order of the files, and a last line that says how many there are; empty if
   * there are none. Lines end with a line feed, the last one too.
   */
  public static String render(List<Problem> problems) {
    if (problems.isEmpty()) {
      return "";
    }
    List<Problem> ordered = new ArrayList<>(problems);
    ordered.sort(Problem.ORDER);
    int width = ordered.stream().mapToInt(p -> p.location().toString().length()).max().orElse(0);
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return ordered.stream().map(p -> render(p, width)).collect(Collectors.joining())
        + count
        + ", nothing was started.\n";
  }

  private static String render(Problem problem, int width) {
    String place = problem.location().toString();
    String start = place + " ".repeat(width - place.length() + 2);
    String text = problem.message() + (problem.hint().isEmpty() ? "" : " " + problem.hint());
    if (problem.excerpt().isEmpty()) {
      String field = problem.fieldPath().isEmpty() ? "" : problem.fieldPath() + ": ";
      return start + field + text + "\n";
    }
    return start
        + problem.fieldPath()
        + "\n  "
        + problem.excerpt().replace('\t', ' ')
        + "\n  "
        + " ".repeat(problem.caret())
        + "^ "
        + text
        + "\n";
  }
}
