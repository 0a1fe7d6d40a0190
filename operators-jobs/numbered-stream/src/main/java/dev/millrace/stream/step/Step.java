package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;

/**
 * One step of one partition. A record passes through all following steps before the step goes on. A
 * step changes no state of its own before everything that can fail in it has been computed, and it
 * passes results on after its own state is in order.
 */
abstract class Step {
  final StepRuntime runtime;
  final int index;
  private final Step next;

  /**
   * @param index place among the stage's steps, which is also where its cells are kept
   * @param next where its results go
   */
  Step(StepRuntime runtime, int index, Step next) {
    this.runtime = runtime;
    this.index = index;
    this.next = next;
  }

  /** Takes a record or a result of an earlier step. */
  final void accept(Row row, RecordKey key, long eventTime) {
    runtime.at = index;
    process(row, key, eventTime);
  }

  /** Hands a result to the next step. */
  final void pass(Row row, RecordKey key, long eventTime) {
    next.accept(row, key, eventTime);
    runtime.at = index;
  }

  abstract void process(Row row, RecordKey key, long eventTime);

  /** A timer of this step is due; there may be nothing left to do. */
  void fire(long deadline, RecordKey key, long instance) {
    throw new IllegalStateException("step " + index + " has no timers");
  }

  /** A cell of this step is there after a restart: registers its timer. */
  void restored(RecordKey key, long instance, Cell cell) {}
}
