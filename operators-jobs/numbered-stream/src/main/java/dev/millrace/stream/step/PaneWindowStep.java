package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;

/**
 * Tumbling and sliding windows: [k·every, k·every + size) for every k. Records are added to panes
 * of length gcd(size, every), which windows share. State: a cell for each key and pane that holds a
 * record, instance = start of the pane: the accumulators.
 *
 * <p>A pane registers the first window that it is in and that is not over, a window that fires the
 * next one, if that still has a pane.
 */
final class PaneWindowStep extends Step {
  private final long size;
  private final long every;
  private final long pane;
  private final Accumulators accumulators;
  private final GroupResult result;
  private final Part part = new Part();

  PaneWindowStep(
      StepRuntime runtime, int index, Step next, GroupFields plan, long size, long every) {
    super(runtime, index, next);
    this.size = size;
    this.every = every;
    this.pane = greatestCommonDivisor(size, every);
    this.accumulators = new Accumulators(plan, runtime, index, pane == size);
    this.result = new GroupResult(plan, accumulators);
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  @Override
  void process(Row row, RecordKey key, long eventTime) {
    long lastWindow = Math.floorDiv(eventTime, every) * every;
    if (runtime.isOver(deadline(lastWindow), index)) {
      runtime.late();
      return;
    }
    accumulators.evaluate(row, key);
    long start = pane == every ? lastWindow : Math.floorDiv(eventTime, pane) * pane;
    Cell cell = runtime.state.edit(index, key, start);
    if (cell == null) {
      cell = new Cell(new long[accumulators.numbers()], new String[accumulators.texts()]);
      accumulators.open(part.at(cell, 0, 0).of(key, start));
      registerFirstWindow(key, start);
    } else {
      accumulators.check(part.at(cell, 0, 0).of(key, start));
      accumulators.add(part);
    }
    runtime.state.put(index, key, start, cell);
  }

  private long deadline(long window) {
    return window + size + runtime.allowedLateness;
  }

  @Override
  void restored(RecordKey key, long instance, Cell cell) {
    registerFirstWindow(key, instance);
  }

  private void registerFirstWindow(RecordKey key, long start) {
    long window = (Math.floorDiv(start - size, every) + 1) * every;
    while (runtime.isOver(deadline(window), index)) {
      window += every;
    }
    runtime.register(deadline(window), index, key, window);
  }

  @Override
  void fire(long deadline, RecordKey key, long window) {
    long end = window + size;
    Row row = null;
    runtime.firedTime = end - 1;
    try {
      combine(key, window, end);
      if (accumulators.combined().key != null) {
        row = result.of(accumulators.combined(), key, window, end);
      }
    } finally {
      drop(key, window);
      if (hasPane(key, window + every, end)) {
        runtime.register(deadline(window + every), index, key, window + every);
      }
    }
    if (row != null) {
      pass(row, key, end - 1);
    }
  }

  private void combine(RecordKey key, long from, long to) {
    accumulators.beginCombination();
    for (long start = from; start < to; start += pane) {
      Cell cell = runtime.state.get(index, key, start);
      if (cell != null) {
        accumulators.combine(part.at(cell, 0, 0).of(key, start));
      }
    }
  }

  /** Removes the panes whose last window this is. */
  private void drop(RecordKey key, long window) {
    for (long start = window; start < window + every; start += pane) {
      Cell cell = runtime.state.edit(index, key, start);
      if (cell != null) {
        accumulators.clear(part.at(cell, 0, 0).of(key, start));
        runtime.state.remove(index, key, start, cell);
      }
    }
  }

  /** Looks from the end, as the newest panes are the likeliest to be there. */
  private boolean hasPane(RecordKey key, long from, long to) {
    for (long start = to - pane; start >= from; start -= pane) {
      if (runtime.state.get(index, key, start) != null) {
        return true;
      }
    }
    return false;
  }
}
