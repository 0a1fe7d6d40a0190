package dev.millrace.stream.pipeline;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path with variables in braces, such as <code>/lots/{lot}/gates/{gate}</code>. Immutable. */
final class PathTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

  private final String text;
  private final List<String> segments;

  PathTemplate(String text) {
    this.text = text;
    this.segments = List.of(text.substring(1).split("/", -1));
  }

  /** The variables from left to right, with repetitions. */
  List<String> variables() {
    return VARIABLE
        .matcher(text)
        .results()
        .map((MatchResult variable) -> variable.group(1))
        .toList();
  }

  /** Whether these segments are a path of this template; a variable stands for a whole segment. */
  boolean matches(List<String> path) {
    if (path.size() != segments.size()) {
      return false;
    }
    for (int index = 0; index < path.size(); index++) {
      String segment = segments.get(index);
      if (!isVariable(segment) && !segment.equals(path.get(index))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Orders the templates that match one path as gateways do: plain text before a variable, the
   * first difference decides.
   */
  String rank() {
    StringBuilder rank = new StringBuilder();
    segments.forEach(segment -> rank.append(isVariable(segment) ? '1' : '0'));
    return rank.toString();
  }

  /** The template without its variables' names: equal for two that match the same paths. */
  String shape() {
    return VARIABLE.matcher(text).replaceAll("{}");
  }

  /** The segments of the path with these values of its variables. */
  List<String> expand(UnaryOperator<String> values) {
    return segments.stream()
        .map(
            segment ->
                VARIABLE
                    .matcher(segment)
                    .replaceAll(match -> Matcher.quoteReplacement(values.apply(match.group(1)))))
        .toList();
  }

  private static boolean isVariable(String segment) {
    return VARIABLE.matcher(segment).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
