package dev.millrace.stream.state;

/**
 * Keyed state of one partition of one stage: cells by (step, record key, instance). An instance is
 * a step's own number for a part of its state, such as the start of a window. One thread.
 *
 * <p>An engine implements it over whatever it keeps state in. The contract that makes snapshots
 * possible while the partition runs: a step changes a cell only between {@link #edit} and {@link
 * #put}, so the store learns of a change before it happens.
 */
public interface StateStore extends CellSink {
  /** The cell for reading, or null if there is none. It must not be changed. */
  Cell get(int step, RecordKey key, long instance);

  /**
   * The cell for changing, or null if there is none; {@link #put} must follow if it was changed.
   */
  Cell edit(int step, RecordKey key, long instance);

  /** Adds a cell, or writes back one that came from {@link #edit}; the store keeps it. */
  @Override
  void put(int step, RecordKey key, long instance, Cell cell);

  /** Removes the cell if it is there. */
  void remove(int step, RecordKey key, long instance);

  /** Visits every cell, in no particular order. */
  void forEach(Visitor visitor);

  /** Number of cells. */
  long size();

  /** What is called for each cell. */
  @FunctionalInterface
  interface Visitor {
    /** One cell; it must not be changed. */
    void visit(int step, RecordKey key, long instance, Cell cell);
  }
}
