package dev.millrace.stream.state;

/**
 * A snapshot under way, taken in slices by the thread of the partition. It keeps that which has
 * changed since it began, so whoever began it must bring it to its end or cancel it.
 */
public interface StateSnapshot {
  /**
   * Takes up to {@code cells} further cells; true when all have been taken, which ends the
   * snapshot. What the sink throws passes through, and leaves nothing to do but {@link #cancel}.
   */
  boolean advance(int cells);

  /** Gives the snapshot up; without effect after its end. */
  void cancel();
}
