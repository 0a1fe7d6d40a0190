package dev.millrace.stream.expression;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A source is not an expression that can be used here. It lists every issue that was found. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<ExpressionIssue> issues;

  ExpressionException(String source, List<ExpressionIssue> issues) {
    super(message(source, inOrder(issues)));
    this.issues = inOrder(issues);
  }

  /** In the order of their places in the source; never empty. */
  public List<ExpressionIssue> issues() {
    return issues;
  }

  private static List<ExpressionIssue> inOrder(List<ExpressionIssue> issues) {
    return issues.stream()
        .sorted(
            Comparator.comparingInt(ExpressionIssue::line)
                .thenComparingInt(ExpressionIssue::column))
        .toList();
  }

  /** Columns count from 1 here, as editors do. */
  private static String message(String source, List<ExpressionIssue> issues) {
    return issues.stream()
        .map(issue -> issue.line() + ":" + (issue.column() + 1) + " " + issue.text())
        .collect(Collectors.joining("; ", source + ": ", ""));
  }
}
