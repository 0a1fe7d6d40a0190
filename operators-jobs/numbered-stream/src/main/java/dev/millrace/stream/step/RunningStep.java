package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;

/** Aggregates over all records of a key. State: one cell a key, instance 0: the accumulators. */
final class RunningStep extends Step {
  private final Accumulators accumulators;
  private final GroupResult result;
  private final Part part = new Part();

  RunningStep(StepRuntime runtime, int index, Step next, GroupFields plan) {
    super(runtime, index, next);
    this.accumulators = new Accumulators(plan, runtime, index, true);
    this.result = new GroupResult(plan, accumulators);
  }

  @Override
  void process(Row row, RecordKey key, long eventTime) {
    accumulators.evaluate(row, key);
    Cell cell = runtime.state.edit(index, key, 0);
    if (cell == null) {
      cell = new Cell(new long[accumulators.numbers()], new String[accumulators.texts()]);
      accumulators.open(part.at(cell, 0, 0).of(key, 0));
    } else {
      accumulators.check(part.at(cell, 0, 0).of(key, 0));
      accumulators.add(part);
    }
    runtime.state.put(index, key, 0, cell);
    pass(result.of(part, key, 0, 0), key, eventTime);
  }
}
