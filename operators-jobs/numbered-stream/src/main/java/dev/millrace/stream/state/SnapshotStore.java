package dev.millrace.stream.state;

/** A store of which snapshots can be taken while the partition runs. */
public interface SnapshotStore extends StateStore {
  /**
   * Begins a snapshot of the cells as they are now: each reaches {@code sink} exactly once, as it
   * is at this moment, whatever changes, is added or removed between the slices.
   *
   * @throws IllegalStateException if one is running
   */
  StateSnapshot snapshot(Visitor sink);

  /** Whether a snapshot is running. */
  boolean hasSnapshot();
}
