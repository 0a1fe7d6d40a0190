package dev.millrace.gateway.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Memory of one size of piece, off the heap, within a bound. A slab that was given back is lent
 * again; what is kept on the heap instead is charged against the same bound. Safe for use by
 * several threads.
 */
public final class SlabPool {
  /** The size of a slab: small, as every shard of a store holds a few that are not full. */
  static final int SLAB_BYTES = 1 << 16;

  /** As far as the positions within a shard reach. */
  private static final long MAX_CAPACITY = 1L << 32;

  private final long capacity;
  private final Deque<ByteBuffer> idle = new ArrayDeque<>();
  private long used;

  /**
   * @param capacity bytes that slabs and charges may take together
   * @throws IllegalArgumentException if that is too little for one slab, or more than 4 GiB
   */
  public SlabPool(long capacity) {
    if (capacity < SLAB_BYTES || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity must be from " + SLAB_BYTES + " to " + MAX_CAPACITY + " bytes: " + capacity);
    }
    this.capacity = capacity;
  }

  /** A slab of arbitrary content; null if there is no room. */
  synchronized ByteBuffer take() {
    ByteBuffer slab = idle.poll();
    if (slab == null) {
      if (used + SLAB_BYTES > capacity) {
        return null;
      }
      slab = allocate();
    }
    if (slab != null) {
      used += SLAB_BYTES;
    }
    return slab;
  }

  /** A process that has less direct memory than the bound is as full as one at the bound. */
  private static ByteBuffer allocate() {
    try {
      return ByteBuffer.allocateDirect(SLAB_BYTES);
    } catch (OutOfMemoryError e) {
      return null;
    }
  }

  synchronized void give(ByteBuffer slab) {
    used -= SLAB_BYTES;
    idle.push(slab);
  }

  /** Takes note of bytes on the heap, unless there is no room. */
  synchronized boolean charge(int bytes) {
    if (used + bytes > capacity) {
      return false;
    }
    used += bytes;
    while (used + (long) idle.size() * SLAB_BYTES > capacity) {
      // The collector frees it.
      idle.pop();
    }
    return true;
  }

  synchronized void refund(int bytes) {
    used -= bytes;
  }

  /** Bytes that are lent or charged. */
  public synchronized long used() {
    return used;
  }
}
