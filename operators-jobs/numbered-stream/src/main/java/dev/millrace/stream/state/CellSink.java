package dev.millrace.stream.state;

/** Where the cells of a snapshot go while it is loaded. One thread. */
@FunctionalInterface
public interface CellSink {
  /** Takes a cell and keeps it. */
  void put(int step, RecordKey key, long instance, Cell cell);
}
