package dev.millrace.gateway.observe;

import java.util.concurrent.atomic.AtomicLong;

/** The memory for records that are kept, of all topics. Thread-safe. */
final class TableRoom {
  /** The objects around the bytes of a key and a value, and the entry of a map. */
  private static final int ENTRY_BYTES = 160;

  private final AtomicLong used = new AtomicLong();
  private volatile long capacity;

  /** Bounds what is taken from now on; what has been taken stays. */
  void resize(long bytes) {
    capacity = bytes;
  }

  /** Takes room for a record; false if there is too little. */
  boolean take(String key, int payloadBytes) {
    long wanted = size(key, payloadBytes);
    long before = used.getAndAdd(wanted);
    if (before + wanted <= capacity) {
      return true;
    }
    used.addAndGet(-wanted);
    return false;
  }

  void giveBack(String key, int payloadBytes) {
    used.addAndGet(-size(key, payloadBytes));
  }

  long used() {
    return used.get();
  }

  private static long size(String key, int payloadBytes) {
    return (long) ENTRY_BYTES + key.length() + payloadBytes;
  }
}
