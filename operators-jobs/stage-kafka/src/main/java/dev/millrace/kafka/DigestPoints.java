package dev.millrace.kafka;

import dev.millrace.stream.handover.Cut;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The serial numbers at which every replica says what it is: the first record of each 250 ms of log
 * time, and each 1,024th. They follow from the log alone, so those of two replicas are the same.
 * One thread.
 */
final class DigestPoints {
  private static final long SLOT_MILLIS = 250;
  private static final long EVERY = 1_024;

  /** More would make a report large; a replica that reads old records passes many at a time. */
  private static final int MAX_WAITING = 512;

  private final Deque<Cut> waiting = new ArrayDeque<>();
  private long slot = Long.MIN_VALUE;

  /** Begins behind a record that brought log time to this. */
  void begin(long logTime) {
    slot = slotOf(logTime);
  }

  /** Whether the record that brought log time to this, and has this serial number, is one. */
  boolean isNext(long sn, long logTime) {
    long now = slotOf(logTime);
    boolean first = now != slot;
    slot = now;
    return first || sn % EVERY == 0;
  }

  /** Keeps what the replica is there until it is reported; the oldest goes if there are many. */
  void add(Cut cut) {
    if (waiting.size() == MAX_WAITING) {
      waiting.removeFirst();
    }
    waiting.addLast(cut);
  }

  /** Takes what has been kept, in order. */
  List<Cut> take() {
    List<Cut> taken = new ArrayList<>(waiting);
    waiting.clear();
    return taken;
  }

  private static long slotOf(long logTime) {
    return Math.floorDiv(logTime, SLOT_MILLIS);
  }
}
