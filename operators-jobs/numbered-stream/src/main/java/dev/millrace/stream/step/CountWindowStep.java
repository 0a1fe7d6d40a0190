package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    boolean isOpen = cell.numbers[0] % every != 0;
    part.at(cell, HEADER, 0).of(key, pane);
    if (isOpen) {
      accumulators.check(part);
    }
    if ((cell.numbers[0] + 1) % every == 0) {
      checkWindow(key, pane, isOpen);
    }
    if (isOpen) {
      accumulators.add(part);
    } else {
      accumulators.open(part);
    }
    long rank = ++cell.numbers[0];
    runtime.state.put(index, key, 0, cell);
    if (rank % every == 0) {
      pass(complete(cell, key, pane, rank), key, eventTime);
    }
  }

  /** The oldest pane of the window that ends with this pane. */
  private long oldest(long pane) {
    return Math.max(1, pane - size / every + 1);
  }

  /** Fails if the window that the record completes has no result. */
  private void checkWindow(RecordKey key, long pane, boolean isOpen) {
    if (oldest(pane) < pane && accumulators.mergeCanFail()) {
      List<Part> full = new ArrayList<>();
      for (long before = oldest(pane); before < pane; before++) {
        full.add(new Part().at(runtime.state.get(index, key, before), 0, 0).of(key, before));
      }
      accumulators.checkCombination(full, part, isOpen);
    }
  }

  private Row complete(Cell cell, RecordKey key, long pane, long rank) {
    accumulators.beginCombination();
    for (long before = oldest(pane); before < pane; before++) {
      Cell full = runtime.state.get(index, key, before);
      accumulators.combine(part.at(full, 0, 0).of(key, before));
    }
    accumulators.combine(part.at(cell, HEADER, 0).of(key, pane));
    Row row = result.of(accumulators.combined(), key, Math.max(1, rank - size + 1), rank);
    if (size > every) {
      keep(cell, key, pane);
    }
    if (rank >= size) {
      drop(cell, key, oldest(pane), pane);
    }
    return row;
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
