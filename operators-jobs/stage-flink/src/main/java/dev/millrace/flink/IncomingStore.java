package dev.millrace.flink;

import dev.millrace.kafka.IncomingCells;
import dev.millrace.stream.state.CellSink;

/**
 * A snapshot on its way into Flink's state.
 *
 * @param store where it goes; the task's thread alone may touch it
 * @param load the way there
 */
record IncomingStore(FlinkStore store, CellLoad load) implements IncomingCells {
  @Override
  public CellSink get() {
    return load.get();
  }

  @Override
  public void finish() {
    load.finish();
  }

  @Override
  public void close() {
    load.close();
  }
}
