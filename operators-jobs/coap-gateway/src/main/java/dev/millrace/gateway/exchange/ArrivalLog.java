package dev.millrace.gateway.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which message id of which peer came when, the oldest first; ten bytes for each. One thread at a
 * time.
 */
final class ArrivalLog {
  private static final int PEER = 4;
  private static final int MID = 8;
  private static final int ENTRY_BYTES = 10;
  private static final int ENTRIES_END = SlabPool.SLAB_BYTES / ENTRY_BYTES * ENTRY_BYTES;

  private final SlabPool pool;
  private final Deque<ByteBuffer> slabs = new ArrayDeque<>();

  /** Where in the first slab the oldest entry is, and where in the last slab the next will be. */
  private int first;

  private int end = ENTRIES_END;

  ArrivalLog(SlabPool pool) {
    this.pool = pool;
  }

  /** Adds an entry, unless there is no room. */
  boolean add(int time, int peer, int mid) {
    if (end == ENTRIES_END) {
      ByteBuffer slab = pool.take();
      if (slab == null) {
        return false;
      }
      slabs.add(slab);
      end = 0;
    }
    ByteBuffer slab = slabs.getLast();
    slab.putInt(end, time);
    slab.putInt(end + PEER, peer);
    slab.putShort(end + MID, (short) mid);
    end += ENTRY_BYTES;
    return true;
  }

  boolean isEmpty() {
    return slabs.isEmpty();
  }

  int time() {
    return slabs.getFirst().getInt(first);
  }

  int peer() {
    return slabs.getFirst().getInt(first + PEER);
  }

  int mid() {
    return slabs.getFirst().getShort(first + MID) & 0xFFFF;
  }

  /** Drops the oldest entry. */
  void remove() {
    first += ENTRY_BYTES;
    boolean last = slabs.size() == 1;
    if (first == (last ? end : ENTRIES_END)) {
      pool.give(slabs.removeFirst());
      first = 0;
      if (last) {
        end = ENTRIES_END;
      }
    }
  }
}
