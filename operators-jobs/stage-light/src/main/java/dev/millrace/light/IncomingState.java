package dev.millrace.light;

import dev.millrace.kafka.IncomingCells;
import dev.millrace.stream.state.CellSink;
import dev.millrace.stream.state.HashState;
import dev.millrace.stream.state.SnapshotStore;
import java.util.function.Consumer;

/** A state in memory that a snapshot is loaded into, a new one for each attempt. */
final class IncomingState implements IncomingCells {
  private final Consumer<HashState> taker;
  private volatile HashState state = new HashState();

  /**
   * An empty state.
   *
   * @param taker gets the state that has been loaded, in the partition's thread
   */
  IncomingState(Consumer<HashState> taker) {
    this.taker = taker;
  }

  @Override
  public CellSink get() {
    HashState empty = new HashState();
    state = empty;
    return empty;
  }

  @Override
  public void finish() {
    // The state has each cell as soon as it is put.
  }

  @Override
  public SnapshotStore store() {
    taker.accept(state);
    return state;
  }

  @Override
  public void close() {
    // The garbage collector takes it.
  }
}
