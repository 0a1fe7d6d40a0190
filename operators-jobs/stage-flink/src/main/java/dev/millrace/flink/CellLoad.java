package dev.millrace.flink;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.CellSink;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.state.StateSnapshot;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Brings the cells of a snapshot from the thread that loads it into a partition's store, which only
 * the task's thread may touch: a batch at a time, and the next when the last has been put. It gives
 * a sink for each attempt at loading, and before that removes what is in the store already, in
 * slices too.
 *
 * <p>All methods are for the loading thread, except {@link #close}. Errors come as {@link
 * UncheckedIOException}, as {@link dev.millrace.controllog.SnapshotTopic#load} expects them of a
 * sink, and leave an undefined part of the snapshot in the store.
 */
final class CellLoad implements Supplier<CellSink>, AutoCloseable {
  /** Cells of one batch: the task does not stop for longer than about a millisecond. */
  static final int BATCH = 500;

  private final FlinkStore store;
  private final Executor task;
  private final Duration patience;
  private List<Placed> batch = new ArrayList<>(BATCH);
  private StateSnapshot clearing;
  private volatile boolean closed;
  private volatile CompletableFuture<?> waiting;

  private record Placed(CellPlace place, Cell cell) {}

  /**
   * A load into {@code store}.
   *
   * @param task runs what it is given in the task's thread, one after the other; may reject it
   * @param patience how long the task may take for a batch
   */
  CellLoad(FlinkStore store, Executor task, Duration patience) {
    this.store = store;
    this.task = task;
    this.patience = patience;
  }

  /**
   * Empties the store and begins a new attempt; sinks of earlier ones must not be used any more.
   */
  @Override
  public CellSink get() {
    batch.clear();
    boolean empty;
    do {
      empty = inTask(this::clearSlice);
    } while (!empty);
    return this::put;
  }

  /** Puts the cells that do not fill a batch; then the store has all that its sink has got. */
  void finish() {
    List<Placed> full = batch;
    batch = new ArrayList<>(BATCH);
    inTask(
        () -> {
          for (Placed placed : full) {
            CellPlace place = placed.place();
            store.put(place.step(), place.key(), place.instance(), placed.cell());
          }
          return full.size();
        });
  }

  /**
   * For the task's thread: lets go of what loading holds in the backend. Nothing of it touches the
   * store from now on, and the loading thread gets an error, at once if it waits.
   */
  @Override
  public void close() {
    closed = true;
    if (clearing != null) {
      clearing.cancel();
    }
    CompletableFuture<?> current = waiting;
    if (current != null) {
      current.completeExceptionally(ended());
    }
  }

  private void put(int step, RecordKey key, long instance, Cell cell) {
    batch.add(new Placed(new CellPlace(step, key, instance), cell));
    if (batch.size() == BATCH) {
      finish();
    }
  }

  /** Removes some cells; a snapshot knows the places, however the cells came there. */
  private boolean clearSlice() {
    if (clearing == null) {
      if (store.size() == 0) {
        return true;
      }
      clearing = store.snapshot((step, key, instance, cell) -> store.remove(step, key, instance));
    }
    if (!clearing.advance(BATCH)) {
      return false;
    }
    clearing = null;
    return true;
  }

  private <T> T inTask(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    waiting = done;
    try {
      task.execute(() -> run(work, done));
      // Whoever closed before this wait was announced could not end it.
      if (closed) {
        throw ended();
      }
      return done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RejectedExecutionException e) {
      throw new UncheckedIOException(new IOException("the task takes no more cells", e));
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          new IOException("cells of a snapshot: " + e.getCause().getMessage(), e.getCause()));
    } catch (TimeoutException e) {
      closed = true;
      throw new UncheckedIOException(
          new IOException("the task has not taken cells of a snapshot for " + patience, e));
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted while the task takes cells of a snapshot"));
    }
  }

  private <T> void run(Supplier<T> work, CompletableFuture<T> done) {
    if (closed) {
      done.completeExceptionally(ended());
      return;
    }
    try {
      done.complete(work.get());
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private static IOException ended() {
    return new IOException("loading into this store has ended");
  }
}
