package dev.millrace.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A path such as {@code /lots/{lot}/gates/{gate}}: each variable stands for one whole segment that
 * is not empty. Immutable.
 */
public final class PathTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /** A segment: the name of a variable, or the text that a request has to have there. */
  private record Segment(String text, boolean variable) {}

  private final String text;
  private final List<Segment> segments;

  private PathTemplate(String text, List<Segment> segments) {
    this.text = text;
    this.segments = segments;
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if the text is not one; the message says why
   */
  public static PathTemplate parse(String text) {
    if (text == null || !text.startsWith("/") || text.length() == 1) {
      throw new IllegalArgumentException(
          "a path starts with / and has a segment, not '" + text + "'");
    }
    List<Segment> segments = new ArrayList<>();
    Set<String> variables = new HashSet<>();
    for (String part : text.substring(1).split("/", -1)) {
      var variable = VARIABLE.matcher(part);
      if (variable.matches()) {
        if (!variables.add(variable.group(1))) {
          throw new IllegalArgumentException("variable {" + variable.group(1) + "} is there twice");
        }
        segments.add(new Segment(variable.group(1), true));
      } else if (part.isEmpty() || part.contains("{") || part.contains("}")) {
        throw new IllegalArgumentException(
            "segment '" + part + "' is neither plain text nor one variable such as {gate}");
      } else {
        segments.add(new Segment(part, false));
      }
    }
    return new PathTemplate(text, List.copyOf(segments));
  }

  /** The names of the variables, from left to right. */
  public List<String> variables() {
    return segments.stream().filter(Segment::variable).map(Segment::text).toList();
  }

  /** The segments as they are written, braces included. */
  public List<String> segments() {
    return List.of(text.substring(1).split("/", -1));
  }

  /** The values of the variables for a request's path, from left to right; empty if it differs. */
  public Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      Segment segment = segments.get(i);
      String actual = path.get(i);
      if (segment.variable()) {
        if (actual.isEmpty()) {
          return Optional.empty();
        }
        values.put(segment.text(), actual);
      } else if (!segment.text().equals(actual)) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /**
   * The order in which templates are tried: where two of them match a path, the one with plain text
   * at the first place where they differ in kind goes first. Templates of equal rank that match a
   * common path have an equal {@link #shape}.
   */
  public String rank() {
    StringBuilder rank = new StringBuilder();
    segments.forEach(segment -> rank.append(segment.variable() ? '1' : '0'));
    return rank.toString();
  }

  /** The template without the names of its variables: equal for two that match the same paths. */
  public String shape() {
    return VARIABLE.matcher(text).replaceAll("{}");
  }

  @Override
  public String toString() {
    return text;
  }
}
