package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;

/**
 * Sessions: records of a key whose gaps are at most {@code gap}. State: a cell a key, instance 0,
 * with its open sessions in the order of their starts ({@link Sessions}).
 *
 * <p>A key has a timer at or before the deadline of its first session; one that comes too early
 * moves on.
 */
final class SessionWindowStep extends Step {
  private final long gap;
  private final Accumulators accumulators;
  private final Sessions sessions;
  private final GroupResult result;
  private final Part part = new Part();

  SessionWindowStep(StepRuntime runtime, int index, Step next, GroupFields plan, long gap) {
    super(runtime, index, next);
    this.gap = gap;
    this.accumulators = new Accumulators(plan, runtime, index, true);
    this.sessions = new Sessions(accumulators);
    this.result = new GroupResult(plan, accumulators);
  }

  @Override
  void process(Row row, RecordKey key, long eventTime) {
    long end = eventTime + gap;
    if (runtime.isOver(deadline(end), index)) {
      runtime.late();
      return;
    }
    accumulators.evaluate(row, key);
    Cell cell = runtime.state.edit(index, key, 0);
    if (cell == null) {
      cell = sessions.open(key, eventTime, end);
      runtime.register(deadline(end), index, key, 0);
    } else {
      long firstEnd = sessions.end(cell, 0);
      sessions.add(cell, key, eventTime, end);
      if (sessions.end(cell, 0) < firstEnd) {
        restored(key, 0, cell);
      }
    }
    runtime.state.put(index, key, 0, cell);
  }

  private long deadline(long end) {
    return end + runtime.allowedLateness;
  }

  @Override
  void restored(RecordKey key, long instance, Cell cell) {
    runtime.register(deadline(sessions.end(cell, 0)), index, key, 0);
  }

  @Override
  void fire(long deadline, RecordKey key, long instance) {
    Cell cell = runtime.state.edit(index, key, 0);
    if (cell == null) {
      return;
    }
    long end = sessions.end(cell, 0);
    if (deadline(end) > deadline) {
      restored(key, 0, cell);
      return;
    }
    long start = sessions.start(cell, 0);
    sessions.part(part, cell, 0, key);
    accumulators.clear(part);
    if (sessions.count(cell) == 1) {
      runtime.state.remove(index, key, 0, cell);
    } else {
      sessions.removeFirst(cell);
      runtime.state.put(index, key, 0, cell);
      restored(key, 0, cell);
    }
    runtime.firedTime = end - 1;
    pass(result.of(part, key, start, end), key, end - 1);
  }
}
