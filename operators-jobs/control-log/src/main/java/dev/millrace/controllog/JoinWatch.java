package dev.millrace.controllog;

import dev.millrace.stream.handover.ControlRecord.Joined;
import dev.millrace.stream.handover.Ownership;
import java.util.HashMap;
import java.util.Map;

/**
 * Notes what the log says at each {@link Joined} of one replica while that replica waits for its
 * own: which one that is, its sender may learn after it has been read. Guarded by its fold.
 */
final class JoinWatch {
  private final ControlKey key;
  private final String replica;
  private final Map<Long, Ownership> seen = new HashMap<>();

  JoinWatch(ControlKey key, String replica) {
    this.key = key;
    this.replica = replica;
  }

  ControlKey key() {
    return key;
  }

  Joined record() {
    return new Joined(key.partition(), replica);
  }

  void look(ControlLogRecord read, LogFold fold) {
    if (read.key().equals(key) && read.record().equals(record())) {
      fold.ownership(key).ifPresent(ownership -> seen.put(read.offset(), ownership));
    }
  }

  /** What the log said at this offset, or null if it was not seen. */
  Ownership at(long offset) {
    return seen.get(offset);
  }
}
