package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import java.util.Arrays;

/**
 * Windows over the last {@code size} records of a key, after each {@code every}-th. State: a cell a
 * key, instance 0; first number: how many records of the key have come; then the accumulators of
 * the pane of {@code every} records that is being filled. If windows overlap, also a cell for each
 * full pane that a later window needs, instance = its number from 1: the accumulators.
 */
final class CountWindowStep extends Step {
  private static final int HEADER = 1;

  private final long size;
  private final long every;
  private final Accumulators accumulators;
  private final GroupResult result;
  private final Part part = new Part();

  CountWindowStep(
      StepRuntime runtime, int index, Step next, GroupFields plan, long size, long every) {
    super(runtime, index, next);
    this.size = size;
    this.every = every;
    this.accumulators = new Accumulators(plan, runtime, index, true);
    this.result = new GroupResult(plan, accumulators);
  }

  @Override
  void process(Row row, RecordKey key, long eventTime) {
    accumulators.evaluate(row, key);
    Cell cell = runtime.state.edit(index, key, 0);
    if (cell == null) {
      cell = new Cell(new long[HEADER + accumulators.numbers()], new String[accumulators.texts()]);
    }
    long pane = cell.numbers[0] / every + 1;
    part.at(cell, HEADER, 0).of(key, pane);
    if (cell.numbers[0] % every == 0) {
      accumulators.open(part);
    } else {
      accumulators.check(part);
      accumulators.add(part);
    }
    long rank = ++cell.numbers[0];
    runtime.state.put(index, key, 0, cell);
    if (rank % every == 0) {
      complete(cell, key, pane, rank, eventTime);
    }
  }

  private void complete(Cell cell, RecordKey key, long pane, long rank, long eventTime) {
    long oldest = Math.max(1, pane - size / every + 1);
    Row row;
    try {
      accumulators.beginCombination();
      for (long before = oldest; before < pane; before++) {
        Cell full = runtime.state.get(index, key, before);
        accumulators.combine(part.at(full, 0, 0).of(key, before));
      }
      accumulators.combine(part.at(cell, HEADER, 0).of(key, pane));
      row = result.of(accumulators.combined(), key, Math.max(1, rank - size + 1), rank);
    } finally {
      if (size > every) {
        keep(cell, key, pane);
      }
      if (pane - size / every + 1 >= 1) {
        drop(cell, key, oldest, pane);
      }
    }
    pass(row, key, eventTime);
  }

  /** Keeps the full pane for later windows. */
  private void keep(Cell cell, RecordKey key, long pane) {
    long[] numbers = Arrays.copyOfRange(cell.numbers, HEADER, cell.numbers.length);
    runtime.state.put(index, key, pane, new Cell(numbers, cell.texts.clone()));
  }

  /** Removes the pane that no later window needs. */
  private void drop(Cell cell, RecordKey key, long oldest, long pane) {
    if (oldest == pane) {
      accumulators.clear(part.at(cell, HEADER, 0).of(key, pane));
      return;
    }
    Cell full = runtime.state.edit(index, key, oldest);
    accumulators.clear(part.at(full, 0, 0).of(key, oldest));
    runtime.state.remove(index, key, oldest, full);
  }
}
