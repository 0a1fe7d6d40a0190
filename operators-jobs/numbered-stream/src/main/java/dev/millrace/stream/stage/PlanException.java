package dev.millrace.stream.stage;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A stage cannot be compiled. It lists every issue that was found in that stage. Unchecked, because
 * engines compile what has been checked before anything started.
 */
public final class PlanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<PlanIssue> issues;

  /** An exception with at least one issue. */
  public PlanException(List<PlanIssue> issues) {
    super(issues.stream().map(PlanIssue::toString).collect(Collectors.joining("\n")));
    this.issues = List.copyOf(issues);
  }

  /** In the order in which the stage declares what they are about; never empty. */
  public List<PlanIssue> issues() {
    return issues;
  }
}
