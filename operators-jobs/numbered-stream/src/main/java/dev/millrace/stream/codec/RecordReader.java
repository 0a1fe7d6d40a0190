package dev.millrace.stream.codec;

import dev.millrace.stream.record.Row;

/**
 * Decodes payloads of one content format into rows of one schema. Undeclared fields are skipped,
 * fields that are not there or null stay absent. Not thread-safe.
 */
@FunctionalInterface
public interface RecordReader {
  /**
   * Clears the row and fills it from the payload.
   *
   * @param into a row of this reader's schema; its content is undefined after an exception
   * @throws DecodeException if the payload is malformed, or a declared field is of another type
   */
  void read(byte[] payload, Row into) throws DecodeException;
}
