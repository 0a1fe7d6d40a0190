package dev.millrace.fleet.log;

/** Finds rows of an {@link ExchangeTable} by token: open addressing, at most two thirds full. */
final class TokenIndex {
  private static final int FIRST_CAPACITY = 1_024;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /** Row plus one, 0 where free. */
  private int[] slots = new int[FIRST_CAPACITY];

  private int indexed;

  /** Takes in the rows that were appended since the last call. */
  void extend(ExchangeTable table) {
    int capacity = slots.length;
    while (table.size() * 3L > capacity * 2L) {
      capacity = Math.multiplyExact(capacity, 2);
    }
    if (capacity > slots.length) {
      slots = new int[capacity];
      indexed = 0;
    }
    for (; indexed < table.size(); indexed++) {
      int slot = home(table.token(indexed));
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = indexed + 1;
    }
  }

  /** The row with this token, or -1. */
  int find(ExchangeTable table, long token) {
    for (int slot = home(token); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
      if (table.token(slots[slot] - 1) == token) {
        return slots[slot] - 1;
      }
    }
    return -1;
  }

  private int home(long token) {
    return (int) ((token * SPREAD) >>> 32) & slots.length - 1;
  }
}
