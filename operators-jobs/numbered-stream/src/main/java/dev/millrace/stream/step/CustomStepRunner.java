package dev.millrace.stream.step;

import dev.millrace.stream.record.EvaluationException;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a {@link CustomStep}. State: one cell a key, instance 0, as {@link CustomState} lays it out.
 * Results are held back until the step has returned, so that it can neither see nor catch what goes
 * wrong behind it.
 */
final class CustomStepRunner extends Step implements Emitter {
  private final CustomStep step;
  private final Schema output;
  private final CustomState state = new CustomState();
  private final List<Row> emitted = new ArrayList<>();

  CustomStepRunner(StepRuntime runtime, int index, Step next, CustomStep step, Schema output) {
    super(runtime, index, next);
    this.step = step;
    this.output = output;
  }

  @Override
  void process(Row row, RecordKey key, long eventTime) {
    emitted.clear();
    state.load(runtime.state.get(index, key, 0));
    run(row, key, eventTime);
    if (state.isChanged()) {
      keep(key);
    }
    for (Row result : emitted) {
      pass(result, key, eventTime);
    }
  }

  private void run(Row row, RecordKey key, long eventTime) {
    try {
      step.process(state, row, key.text(), eventTime, this);
    } catch (EvaluationException e) {
      throw e;
    } catch (Exception e) {
      // The class is the user's: whatever it throws is about this record.
      throw new EvaluationException(CustomClass.describe(e));
    }
  }

  private void keep(RecordKey key) {
    Cell cell = runtime.state.edit(index, key, 0);
    if (state.isEmpty()) {
      if (cell != null) {
        runtime.state.remove(index, key, 0, cell);
      }
      return;
    }
    Cell changed = state.toCell();
    if (cell == null) {
      runtime.state.put(index, key, 0, changed);
    } else {
      cell.numbers = changed.numbers;
      cell.texts = changed.texts;
      runtime.state.put(index, key, 0, cell);
    }
  }

  @Override
  public Row newRow() {
    return new Row(output);
  }

  @Override
  public void emit(Row row) {
    Row copy = new Row(output);
    copy.copyFrom(row);
    emitted.add(copy);
  }
}
