package dev.millrace.api.manifest;

import java.util.Comparator;
import java.util.Objects;

/**
 * One thing that is wrong with a manifest.
 *
 * @param location where it stands
 * @param fieldPath the field, as {@link FieldPath} writes it; empty if the problem is not one
 *     field's
 * @param message what is wrong, in one line
 * @param hint what is allowed or what to do, as a sentence of its own; may be empty
 * @param excerpt the line of source that the problem points into; may be empty
 * @param caret the place in {@code excerpt} that is meant, counted from 0
 */
public record Problem(
    Location location, String fieldPath, String message, String hint, String excerpt, int caret) {
  /** By file and line, then field, so that a report reads like the files. */
  public static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::location)
          .thenComparing(Problem::fieldPath)
          .thenComparing(Problem::message);

  /** Refuses missing parts and a caret outside the excerpt. */
  public Problem {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(fieldPath, "fieldPath");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(hint, "hint");
    Objects.requireNonNull(excerpt, "excerpt");
    if (caret < 0 || caret > excerpt.length()) {
      throw new IllegalArgumentException("caret " + caret + " outside of '" + excerpt + "'");
    }
  }

  /** A problem of a field of a resource. */
  public static Problem at(SourceMap source, String fieldPath, String message) {
    return at(source, fieldPath, message, "");
  }

  /** A problem of a field of a resource, with what is allowed or what to do. */
  public static Problem at(SourceMap source, String fieldPath, String message, String hint) {
    return new Problem(source.locate(fieldPath), fieldPath, message, hint, "", 0);
  }

  /** A problem of a field of a resource. */
  public static Problem at(SourceMap source, FieldPath fieldPath, String message, String hint) {
    return at(source, fieldPath.toString(), message, hint);
  }

  /** A problem of a file, or of a place in it that belongs to no resource. */
  public static Problem in(Location location, String message, String hint) {
    return new Problem(location, "", message, hint, "", 0);
  }

  /**
   * A problem inside an expression that a field holds; the report shows the expression's line and
   * points into it.
   *
   * @param line the line within the expression, from 1; nearly always 1
   * @param column the place within that line, from 0; beyond its end means the end
   */
  public static Problem inExpression(
      SourceMap source,
      String fieldPath,
      String expression,
      int line,
      int column,
      String message,
      String hint) {
    String[] lines = expression.split("\\R", -1);
    String excerpt = lines[Math.clamp(line - 1, 0, lines.length - 1)];
    int caret = Math.clamp(column, 0, excerpt.length());
    return new Problem(source.locate(fieldPath), fieldPath, message, hint, excerpt, caret);
  }
}
