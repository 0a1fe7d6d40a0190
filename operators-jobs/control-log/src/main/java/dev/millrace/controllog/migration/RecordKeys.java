package dev.millrace.controllog.migration;

import dev.millrace.controllog.ControlLogException;

/** The record keys of a stage's input, for people who are told of a record. */
@FunctionalInterface
public interface RecordKeys {
  /** Knows none. */
  RecordKeys UNKNOWN = (partition, offset) -> null;

  /**
   * The key of a record.
   *
   * @return null if it has none
   * @throws ControlLogException if it cannot be read in some seconds
   */
  String at(int partition, long offset) throws ControlLogException;
}
