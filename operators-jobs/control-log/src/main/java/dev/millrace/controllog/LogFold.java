package dev.millrace.controllog;

import dev.millrace.stream.handover.ControlRecord.State;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.handover.PartitionFold;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a control log says of every partition, read from where it begins now. One thread.
 *
 * <p>A log that has been trimmed says nothing of a partition until a {@link State} of it has been
 * read. A trim writes one of every partition before it deletes anything; so all of them lie before
 * the end that the log had when its beginning was found, and a partition of which there is none up
 * to there had no record in what is gone.
 */
final class LogFold {
  private final long begin;
  private final long end;
  private final Map<ControlKey, PartitionFold> folds = new HashMap<>();
  private long next;

  /**
   * A fold of nothing.
   *
   * @param begin offset of the first record
   * @param end offset behind the last record at a later moment
   */
  LogFold(long begin, long end) {
    this.begin = begin;
    this.end = end;
    this.next = begin;
  }

  /** Takes the next record. */
  void add(ControlLogRecord read) {
    advance(read.offset());
    folds
        .computeIfAbsent(read.key(), key -> new PartitionFold(isComplete() ? 0 : begin))
        .add(read.offset(), read.record());
    advance(read.offset() + 1);
  }

  /** What the log says as far as it has been read; empty if that cannot be known yet. */
  Optional<Ownership> ownership(ControlKey key) {
    PartitionFold fold = folds.get(key);
    if (fold != null) {
      return Optional.ofNullable(fold.ownership());
    }
    return begin == 0 || isComplete() ? Optional.of(Ownership.NONE) : Optional.empty();
  }

  /** What the log says up to here; null if that cannot be known yet. */
  LogStates states() {
    if (!isComplete()) {
      return null;
    }
    Map<ControlKey, State> states = new HashMap<>();
    folds.forEach(
        (key, fold) -> states.put(key, new State(key.partition(), next - 1, fold.ownership())));
    return new LogStates(next, states);
  }

  /** Whether every {@link State} has been read that a trim can have left. */
  private boolean isComplete() {
    return next >= end;
  }

  /** There is nothing more before {@code offset}. */
  void advance(long offset) {
    boolean completes = !isComplete() && offset >= end;
    next = Math.max(next, offset);
    if (completes) {
      folds.forEach(this::settle);
    }
  }

  private void settle(ControlKey key, PartitionFold fold) {
    if (fold.ownership() == null) {
      fold.add(next, new State(key.partition(), begin - 1, Ownership.NONE));
    }
  }
}
