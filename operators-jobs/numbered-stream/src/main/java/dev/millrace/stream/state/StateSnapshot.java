package dev.millrace.stream.state;

/**
 * A snapshot of a {@link HashState} in slices: each cell reaches the sink exactly once, as it was
 * when the snapshot began, whatever happens to the state between the slices.
 */
public final class StateSnapshot {
  private final HashState state;
  private final StateStore.Visitor sink;
  private int cursor;

  StateSnapshot(HashState state, StateStore.Visitor sink) {
    this.state = state;
    this.sink = sink;
  }

  /** Takes up to {@code cells} further cells; true when all have been taken. */
  public boolean advance(int cells) {
    cursor = state.visit(cursor, cells, sink);
    if (cursor < state.size()) {
      return false;
    }
    state.endSnapshot();
    return true;
  }

  /** Gives the snapshot up. */
  public void cancel() {
    state.endSnapshot();
  }

  /** Cells before this position have been taken. */
  int cursor() {
    return cursor;
  }

  StateStore.Visitor sink() {
    return sink;
  }
}
