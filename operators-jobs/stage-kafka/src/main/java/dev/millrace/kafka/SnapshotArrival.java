package dev.millrace.kafka;

import dev.millrace.controllog.LoadedSnapshot;
import java.util.concurrent.CompletableFuture;

/**
 * A snapshot that is being loaded.
 *
 * @param cells where its cells go
 * @param loaded completes when it has been loaded and checked, exceptionally if it cannot be
 */
record SnapshotArrival(IncomingCells cells, CompletableFuture<LoadedSnapshot> loaded)
    implements AutoCloseable {
  /** Gives up. */
  @Override
  public void close() {
    loaded.cancel(false);
    cells.close();
  }
}
