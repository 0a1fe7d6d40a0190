package dev.millrace.kafka;

import dev.millrace.controllog.LoadedSnapshot;
import java.util.concurrent.CompletableFuture;

/**
 * A snapshot that is being loaded.
 *
 * @param handover whose state it is, or {@link #NONE}
 * @param cells where its cells go
 * @param loaded completes when it has been loaded and checked, exceptionally if it cannot be
 */
record SnapshotArrival(long handover, IncomingCells cells, CompletableFuture<LoadedSnapshot> loaded)
    implements AutoCloseable {
  /** A snapshot that was asked for while the source runs on. */
  static final long NONE = -1;

  /** Gives up. */
  @Override
  public void close() {
    loaded.cancel(false);
    cells.close();
  }
}
