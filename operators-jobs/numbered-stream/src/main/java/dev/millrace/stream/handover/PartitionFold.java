package dev.millrace.stream.handover;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Folds the records of one partition from a control log whose beginning may have been deleted. Such
 * a log says nothing before a {@link ControlRecord.State} has been read that stands for everything
 * that is missing; then every record behind that state's offset counts, also those that lie before
 * the state itself. One thread.
 */
public final class PartitionFold {
  private final long start;
  private final NavigableMap<Long, ControlRecord> waiting = new TreeMap<>();
  private Ownership ownership;

  /**
   * A fold of nothing.
   *
   * @param start offset at which the log begins now
   */
  public PartitionFold(long start) {
    this.start = start;
    this.ownership = start == 0 ? Ownership.NONE : null;
  }

  /** Takes the next record of the partition. */
  public void add(long offset, ControlRecord record) {
    if (ownership != null) {
      ownership = ownership.after(offset, record);
      return;
    }
    waiting.put(offset, record);
    if (record instanceof ControlRecord.State state && state.upTo() >= start - 1) {
      ownership = state.ownership();
      for (Map.Entry<Long, ControlRecord> later : waiting.tailMap(state.upTo(), false).entrySet()) {
        ownership = ownership.after(later.getKey(), later.getValue());
      }
      waiting.clear();
    }
  }

  /** What the records say, or null if that cannot be known yet. */
  public Ownership ownership() {
    return ownership;
  }
}
