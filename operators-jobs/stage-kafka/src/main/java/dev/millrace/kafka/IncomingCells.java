package dev.millrace.kafka;

import dev.millrace.stream.state.CellSink;
import dev.millrace.stream.state.SnapshotStore;
import java.util.function.Supplier;

/**
 * Where the cells of a snapshot go while it is loaded. The thread that loads asks for a sink, for
 * another one if it has to begin anew, and calls {@link #finish}; the partition's thread does the
 * rest.
 */
public interface IncomingCells extends Supplier<CellSink>, AutoCloseable {
  /** Called when the last cell has been put; the store has them all when it returns. */
  void finish();

  /** The store with all cells, for the partition's thread. */
  SnapshotStore store();

  /** Gives up; for the partition's thread. */
  @Override
  void close();
}
