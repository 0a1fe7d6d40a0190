package dev.millrace.kafka;

import dev.millrace.stream.snapshot.SnapshotChunk;
import dev.millrace.stream.snapshot.SnapshotWriter;
import dev.millrace.stream.state.SnapshotStore;
import dev.millrace.stream.state.StateSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A snapshot of one partition on its way to another replica: cells are taken a slice at a time in
 * the partition's thread, chunks are sent by others, so that the partition never waits.
 */
final class SnapshotUpload {
  /** Cells of one slice: well under a millisecond of encoding. */
  private static final int SLICE = 500;

  /** Chunks that may wait for the broker before the next slice has to wait. */
  private static final int MAX_WAITING = 4;

  private final Opening opening;
  private final Executor senders;
  private final Runnable wake;
  private final AtomicInteger waiting = new AtomicInteger();
  private final SnapshotWriter writer;
  private final StateSnapshot snapshot;
  private StateExit exit;
  private CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
  private boolean taken;

  /** Opens the way out; may wait. */
  interface Opening {
    StateExit open() throws IOException;
  }

  /**
   * Begins a snapshot of what the replica is now.
   *
   * @param opening opens the way out, on one of the senders' threads
   * @param wake called when there is room again
   */
  SnapshotUpload(
      String id,
      PartitionReplica replica,
      SnapshotStore store,
      Opening opening,
      Executor senders,
      Runnable wake)
      throws IOException {
    this.opening = opening;
    this.senders = senders;
    this.wake = wake;
    this.writer = new SnapshotWriter(id, replica.partition(), replica.image(), this::accept);
    this.snapshot = store.snapshot(writer);
  }

  /** Takes the next slice if there is room; true once every cell has been taken. */
  boolean advance() throws IOException {
    if (!taken && !hasFailed() && waiting.get() < MAX_WAITING) {
      try {
        if (snapshot.advance(SLICE)) {
          taken = true;
          writer.finish();
          sent = sent.thenRunAsync(this::finish, senders);
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return taken;
  }

  /** Whether a slice can be taken at once. */
  boolean isBusy() {
    return !taken && waiting.get() < MAX_WAITING;
  }

  /** Whether there are cells that have not been taken. */
  boolean isTaking() {
    return !taken;
  }

  /** Whether all of it has arrived. */
  boolean isDone() {
    return taken && sent.isDone();
  }

  /** Whether a chunk could not be sent. */
  boolean hasFailed() {
    return sent.isCompletedExceptionally();
  }

  /** Completes when all of it has arrived; meaningful once {@link #advance} was true. */
  CompletableFuture<Void> sent() {
    return sent;
  }

  /** Gives up, or lets go after the end. */
  void close() {
    if (!taken) {
      taken = true;
      snapshot.cancel();
    }
    sent.whenCompleteAsync(
        (done, error) -> {
          if (exit != null) {
            exit.close();
          }
        },
        senders);
  }

  private void accept(SnapshotChunk chunk) {
    waiting.incrementAndGet();
    sent = sent.thenRunAsync(() -> send(chunk), senders);
  }

  private void send(SnapshotChunk chunk) {
    try {
      if (exit == null) {
        exit = opening.open();
      }
      exit.accept(chunk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      waiting.decrementAndGet();
      wake.run();
    }
  }

  private void finish() {
    try {
      exit.awaitArrival();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      wake.run();
    }
  }
}
