package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;

/** Takes the results of a {@link CustomStep}. */
public interface Emitter {
  /** A new row of the output's schema without any field set. */
  Row newRow();

  /**
   * Emits a result. What it holds at this moment counts.
   *
   * @param row of the output's schema
   */
  void emit(Row row);
}
