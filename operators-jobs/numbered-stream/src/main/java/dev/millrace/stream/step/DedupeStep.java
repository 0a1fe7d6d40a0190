package dev.millrace.stream.step;

import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.Hash64;
import dev.millrace.stream.state.RecordKey;
import java.util.Arrays;

/**
 * Drops what repeats a record of the same key. State: a cell for each key and value of {@code by},
 * instance = hash of that value; numbers: the event time of the last record that passed, texts: the
 * value. Where the hashes of several values are equal, the cell has an element for each of them.
 *
 * <p>A cell has one timer, at the earliest moment at which something in it may be forgotten when it
 * was registered; if that has moved by then, the timer moves too.
 */
final class DedupeStep extends Step {
  private final RecordScope scope;
  private final TypedExpression by;
  private final long within;

  DedupeStep(
      StepRuntime runtime,
      int index,
      Step next,
      RecordScope scope,
      TypedExpression by,
      long within) {
    super(runtime, index, next);
    this.scope = scope;
    this.by = by;
    this.within = within;
  }

  @Override
  void process(Row row, RecordKey key, long eventTime) {
    String value = ValueText.of(by, scope.of(row, key));
    long instance = Hash64.of(value);
    Cell cell = runtime.state.edit(index, key, instance);
    int place = cell == null ? -1 : Arrays.asList(cell.texts).indexOf(value);
    if (place >= 0) {
      if (eventTime < cell.numbers[place] + within) {
        return;
      }
      cell.numbers[place] = eventTime;
      runtime.state.put(index, key, instance, cell);
    } else if (!runtime.isOver(deadline(eventTime), index)) {
      remember(cell, key, instance, value, eventTime);
    }
    pass(row, key, eventTime);
  }

  private void remember(Cell present, RecordKey key, long instance, String value, long eventTime) {
    Cell cell = present;
    if (cell == null) {
      cell = new Cell(new long[] {eventTime}, new String[] {value});
    } else {
      cell.numbers = Arrays.copyOf(cell.numbers, cell.numbers.length + 1);
      cell.numbers[cell.numbers.length - 1] = eventTime;
      cell.texts = Arrays.copyOf(cell.texts, cell.texts.length + 1);
      cell.texts[cell.texts.length - 1] = value;
    }
    runtime.register(deadline(eventTime), index, key, instance);
    runtime.state.put(index, key, instance, cell);
  }

  private long deadline(long eventTime) {
    return eventTime + within + runtime.allowedLateness;
  }

  @Override
  void restored(RecordKey key, long instance, Cell cell) {
    runtime.register(
        deadline(Arrays.stream(cell.numbers).min().orElseThrow()), index, key, instance);
  }

  @Override
  void fire(long deadline, RecordKey key, long instance) {
    Cell cell = runtime.state.edit(index, key, instance);
    if (cell == null) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < cell.numbers.length; i++) {
      if (deadline(cell.numbers[i]) > deadline) {
        cell.numbers[kept] = cell.numbers[i];
        cell.texts[kept++] = cell.texts[i];
      }
    }
    if (kept == 0) {
      runtime.state.remove(index, key, instance, cell);
      return;
    }
    if (kept < cell.numbers.length) {
      cell.numbers = Arrays.copyOf(cell.numbers, kept);
      cell.texts = Arrays.copyOf(cell.texts, kept);
      runtime.state.put(index, key, instance, cell);
    }
    restored(key, instance, cell);
  }
}
