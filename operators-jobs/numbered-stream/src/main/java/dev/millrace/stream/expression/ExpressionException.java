package dev.millrace.stream.expression;

import java.util.List;
import java.util.stream.Collectors;

/** A source is not an expression that can be used here. It lists every issue that was found. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<ExpressionIssue> issues;

  ExpressionException(String source, List<ExpressionIssue> issues) {
    super(
        issues.stream()
            .map(issue -> issue.line() + ":" + (issue.column() + 1) + " " + issue.text())
            .collect(Collectors.joining("; ", source + ": ", "")));
    this.issues = List.copyOf(issues);
  }

  /** In the order of their places in the source; never empty. */
  public List<ExpressionIssue> issues() {
    return issues;
  }
}
