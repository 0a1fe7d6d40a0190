package dev.millrace.stream.step;

import dev.millrace.stream.record.EvaluationException;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.PartitionState;
import dev.millrace.stream.state.RecordKey;
import java.util.List;

/**
 * The steps of one partition, one behind the other, with their clock and timers. One thread.
 *
 * <p>Bits 0 to 7 of a cell's step number are the step's place in the stage; the rest tells apart
 * the parts of its state that are kept for themselves ({@link DistinctAggregate}).
 */
public final class StepChain {
  /** Cells of parts of a step's state have step numbers that differ by this. */
  static final int PART = 1 << 8;

  /** Steps of the longest chain. */
  public static final int MOST_STEPS = PART;

  private final Step[] steps;
  private final Step first;
  private final TimerQueue timers;
  private final StepRuntime runtime;
  private final ResultSink sink;

  /**
   * Steps over the given cells, whose timers are registered.
   *
   * @param logTime where the clock stands, {@link Long#MIN_VALUE} before the first record
   */
  public StepChain(
      List<StepPlan> plans,
      PartitionState state,
      long allowedLatenessMillis,
      long logTime,
      ResultSink sink) {
    this.timers = new TimerQueue(plans.size());
    this.runtime = new StepRuntime(state, timers, allowedLatenessMillis, sink);
    this.sink = sink;
    this.steps = new Step[plans.size()];
    Step next = new SinkStep(runtime, plans.size(), sink);
    for (int i = steps.length - 1; i >= 0; i--) {
      next = plans.get(i).create(runtime, i, next);
      steps[i] = next;
    }
    this.first = next;
    runtime.clock(logTime, Integer.MAX_VALUE);
    state.forEach(
        (step, key, instance, cell) -> {
          if (step < PART) {
            steps[step].restored(key, instance, cell);
          }
        });
  }

  /** Everything from now on belongs to this serial number. */
  public void begin(long sn) {
    runtime.begin(sn);
  }

  /** Moves the clock, which never goes back, and fires what becomes due, in order. */
  public void advance(long logTime) {
    for (var due = timers.pollDue(logTime); due != null; due = timers.pollDue(logTime)) {
      runtime.clock(due.deadline(), due.step());
      for (Timer timer : due.inOrder()) {
        fire(due.deadline(), due.step(), timer);
      }
    }
    runtime.clock(logTime, Integer.MAX_VALUE);
  }

  private void fire(long deadline, int step, Timer timer) {
    sink.begin();
    runtime.at = step;
    try {
      steps[step].fire(deadline, timer.key(), timer.instance());
    } catch (EvaluationException e) {
      sink.failed(runtime.at, e.getMessage(), timer.key(), runtime.firedTime);
    }
  }

  /** Sends one record through the steps; the clock must not be before its event time. */
  public void process(Row row, RecordKey key, long eventTime) {
    sink.begin();
    try {
      first.accept(row, key, eventTime);
    } catch (EvaluationException e) {
      sink.failed(runtime.at, e.getMessage(), null, eventTime);
    }
  }
}
