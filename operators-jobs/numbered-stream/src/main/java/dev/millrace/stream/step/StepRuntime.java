package dev.millrace.stream.step;

import dev.millrace.stream.state.PartitionState;
import dev.millrace.stream.state.RecordKey;

/**
 * What the steps of one partition share: cells, timers, the clock, and which step is at work. One
 * thread.
 */
final class StepRuntime {
  final PartitionState state;
  final long allowedLateness;

  /** The step at work, which is the one that failed if there is an exception. */
  int at;

  /** Event time of the result that the present firing makes. */
  long firedTime;

  private final TimerQueue timers;
  private final ResultSink sink;
  private long clockTime = Long.MIN_VALUE;
  private int clockStep = Integer.MAX_VALUE;
  private long sn;
  private long ordinal;

  StepRuntime(PartitionState state, TimerQueue timers, long allowedLateness, ResultSink sink) {
    this.state = state;
    this.timers = timers;
    this.allowedLateness = allowedLateness;
    this.sink = sink;
  }

  /** Notes the serial number that everything from now on belongs to. */
  void begin(long serialNumber) {
    sn = serialNumber;
    ordinal = 0;
  }

  /** Sets the clock to a deadline that fires, or with the greatest step number to a log time. */
  void clock(long time, int step) {
    clockTime = time;
    clockStep = step;
  }

  /** Whether a deadline of a step has passed. */
  boolean isOver(long deadline, int step) {
    return deadline < clockTime || (deadline == clockTime && step < clockStep);
  }

  /** Sees to it that the step is told at the deadline, which must not be over. */
  void register(long deadline, int step, RecordKey key, long instance) {
    timers.register(deadline, step, key, instance);
  }

  /** Serial number of the record that everything now belongs to. */
  long sn() {
    return sn;
  }

  /** Rank of an arrival at some step within the serial number. */
  long nextOrdinal() {
    return ordinal++;
  }

  /** As {@link ResultSink#late}. */
  void late() {
    sink.late();
  }
}
