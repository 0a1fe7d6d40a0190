package dev.millrace.stream.stage;

/**
 * One thing that is wrong with a stage of a manifest.
 *
 * @param fieldPath where, such as {@code spec.stages[0].steps[1].window.emit.lot}
 * @param line line within that scalar, from 1; -1 if the issue is not about a place in it
 * @param column column within that line, from 0; -1 if the issue is not about a place in it
 * @param message what is wrong and what is allowed
 * @param suggestion a sentence such as {@code Did you mean 'direction'?}, or null
 */
public record PlanIssue(String fieldPath, int line, int column, String message, String suggestion) {

  /** An issue about a whole field. */
  public static PlanIssue of(String fieldPath, String message) {
    return new PlanIssue(fieldPath, -1, -1, message, null);
  }

  @Override
  public String toString() {
    String place = line < 0 ? "" : ":" + line + ":" + (column + 1);
    return fieldPath + place + ": " + message + (suggestion == null ? "" : ". " + suggestion);
  }
}
