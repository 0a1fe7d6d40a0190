package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.RecordKey;

/** What a chain of steps tells the stage around it. */
public interface ResultSink {
  /** What follows comes from one more cause: a record, or one thing that has become due. */
  void begin();

  /**
   * A result of the last step.
   *
   * @param row to be read at once; the chain uses it again
   * @throws dev.millrace.stream.record.EvaluationException if it cannot be written
   */
  void result(Row row, RecordKey key, long eventTime);

  /** The record being processed, or what became of it, is late at some step. */
  void late();

  /**
   * What this cause has produced since {@link #begin} is void, for a step failed.
   *
   * @param step that failed, the number of steps if the result could not be written
   * @param reason the same on every replica
   * @param firedKey the key of what had become due; null if the cause is the record itself
   * @param eventTime of the result that had become due
   */
  void failed(int step, String reason, RecordKey firedKey, long eventTime);
}
