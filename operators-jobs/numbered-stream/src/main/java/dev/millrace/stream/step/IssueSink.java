package dev.millrace.stream.step;

/** Takes what is wrong with steps. */
@FunctionalInterface
public interface IssueSink {
  /**
   * One issue.
   *
   * @param fieldPath where in the manifest
   * @param line line within the scalar, from 1; -1 if the issue is not about a place in it
   * @param column column within the line, from 0; -1 likewise
   * @param message what is wrong and what is allowed
   * @param suggestion a sentence, or null
   */
  void add(String fieldPath, int line, int column, String message, String suggestion);

  /** An issue about a whole field. */
  default void add(String fieldPath, String message) {
    add(fieldPath, -1, -1, message, null);
  }
}
