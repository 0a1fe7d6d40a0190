package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;

/**
 * Passes the first records of a key in each period of event time. State: a cell for each key and
 * period, instance = start of the period; one number: how many have passed.
 */
final class ThrottleStep extends Step {
  private final long limit;
  private final long period;

  ThrottleStep(StepRuntime runtime, int index, Step next, long limit, long period) {
    super(runtime, index, next);
    this.limit = limit;
    this.period = period;
  }

  @Override
  void process(Row row, RecordKey key, long eventTime) {
    long start = Math.floorDiv(eventTime, period) * period;
    if (runtime.isOver(deadline(start), index)) {
      runtime.late();
      return;
    }
    Cell cell = runtime.state.edit(index, key, start);
    if (cell == null) {
      cell = Cell.ofNumbers(1);
      restored(key, start, cell);
    } else if (cell.numbers[0] == limit) {
      return;
    } else {
      cell.numbers[0]++;
    }
    runtime.state.put(index, key, start, cell);
    pass(row, key, eventTime);
  }

  private long deadline(long start) {
    return start + period + runtime.allowedLateness;
  }

  @Override
  void restored(RecordKey key, long start, Cell cell) {
    runtime.register(deadline(start), index, key, start);
  }

  @Override
  void fire(long deadline, RecordKey key, long start) {
    Cell cell = runtime.state.edit(index, key, start);
    if (cell != null) {
      runtime.state.remove(index, key, start, cell);
    }
  }
}
