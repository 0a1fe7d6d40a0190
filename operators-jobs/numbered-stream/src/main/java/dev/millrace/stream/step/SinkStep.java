package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.RecordKey;

/** The end of the chain. */
final class SinkStep extends Step {
  private final ResultSink sink;

  SinkStep(StepRuntime runtime, int index, ResultSink sink) {
    super(runtime, index, null);
    this.sink = sink;
  }

  @Override
  void process(Row row, RecordKey key, long eventTime) {
    sink.result(row, key, eventTime);
  }
}
