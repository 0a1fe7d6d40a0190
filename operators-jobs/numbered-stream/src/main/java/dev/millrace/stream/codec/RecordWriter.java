package dev.millrace.stream.codec;

import dev.millrace.stream.record.Row;

/**
 * Encodes rows of one schema: fields in declared order, absent ones left out, equal rows to equal
 * bytes. Not thread-safe.
 */
@FunctionalInterface
public interface RecordWriter {
  /**
   * Encodes a row of this writer's schema.
   *
   * @return a new array with the whole payload
   * @throws dev.millrace.stream.record.EvaluationException if a double is NaN or infinite, or a
   *     string is not Unicode: no reader would take it back
   */
  byte[] write(Row row);
}
