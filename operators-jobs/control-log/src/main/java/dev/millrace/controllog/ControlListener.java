package dev.millrace.controllog;

import dev.millrace.stream.handover.ControlRecord;

/**
 * Takes the records of one partition of a stage. All calls come from the thread that follows the
 * log; they must be short, and must not wait for the log.
 */
public interface ControlListener {
  /**
   * The next record, in the order of the log, void or not.
   *
   * @param offset of the record in the log
   */
  void read(long offset, ControlRecord record);

  /**
   * No record will come any more: one could not be read, has been deleted before it was read, or
   * this listener has thrown an exception. Whoever needs to know more has to subscribe and join
   * anew.
   */
  void ended(ControlLogException reason);
}
