package dev.millrace.stream.expression;

import dev.cel.common.CelIssue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts what CEL's parser and checker complain about into the words and places of our messages. */
final class Complaints {
  private static final Pattern OVERLOAD =
      Pattern.compile(
          "found no matching overload for '(.+?)' applied to '(?:(.*)\\.)?\\((.*?)\\)'.*");
  private static final Pattern EXPECTED = Pattern.compile("expected type '(.+)' but found '(.+)'");
  private static final Pattern UNEXPECTED =
      Pattern.compile(
          "(?:mismatched|extraneous) input (.+?)(?: expecting .*)?"
              + "|no viable alternative at input (.+)",
          Pattern.DOTALL);
  private static final Pattern UNREADABLE =
      Pattern.compile("token recognition error at: (.+)", Pattern.DOTALL);
  private static final Pattern INT_LITERAL = Pattern.compile("For input string: .*");

  private Complaints() {}

  static List<ExpressionIssue> parser(List<CelIssue> issues) {
    return issues.stream().map(issue -> plain(issue, parser(issue.getMessage()))).toList();
  }

  private static String parser(String message) {
    String readable = message.replace("'<EOF>'", "end of the expression");
    Matcher unexpected = UNEXPECTED.matcher(readable);
    if (unexpected.matches()) {
      return "unexpected "
          + (unexpected.group(1) == null ? unexpected.group(2) : unexpected.group(1));
    }
    Matcher unreadable = UNREADABLE.matcher(readable);
    if (unreadable.matches()) {
      return "not readable: " + unreadable.group(1);
    }
    return INT_LITERAL.matcher(readable).matches() ? "not a 64-bit int" : readable;
  }

  static List<ExpressionIssue> checker(List<CelIssue> issues) {
    return issues.stream().map(Complaints::checker).toList();
  }

  private static ExpressionIssue checker(CelIssue issue) {
    String message = issue.getMessage();
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return overload(issue, overload.group(1), overload.group(2), overload.group(3));
    }
    Matcher expected = EXPECTED.matcher(message);
    return expected.matches()
        ? plain(issue, expected.group(1) + " expected, but this is " + expected.group(2))
        : plain(issue, message);
  }

  private static ExpressionIssue overload(
      CelIssue issue, String function, String target, String arguments) {
    List<String> types =
        Stream.of(target, arguments).filter(part -> part != null && !part.isEmpty()).toList();
    String written = String.join(", ", types);
    if (function.equals(Names.CONDITIONAL)) {
      return plain(issue, conditional(written.split(", ", -1)));
    }
    boolean mixed = written.equals("int, double") || written.equals("double, int");
    return issue(
        issue,
        "'"
            + Names.written(function)
            + "' cannot be applied to "
            + (types.isEmpty() ? "nothing" : written.replace(", ", " and ")),
        mixed ? Optional.of("Convert one side with int() or double()") : Optional.empty());
  }

  private static String conditional(String[] types) {
    return types[0].equals("bool")
        ? "both results of ?: must be of one type, these are " + types[1] + " and " + types[2]
        : "the condition of ?: must be bool, this is " + types[0];
  }

  private static ExpressionIssue plain(CelIssue issue, String message) {
    return issue(issue, message, Optional.empty());
  }

  private static ExpressionIssue issue(
      CelIssue issue, String message, Optional<String> suggestion) {
    return new ExpressionIssue(
        message,
        issue.getSourceLocation().getLine(),
        issue.getSourceLocation().getColumn(),
        suggestion);
  }
}
