package dev.millrace.gateway.exchange;

/**
 * Where a peer's pages are: from the number of a page among its message ids to the page. Open
 * addressing with linear probing; it grows and shrinks with what it holds. One thread at a time.
 */
final class PageTable {
  private static final int MIN_SLOTS = 4;
  private static final int NO_KEY = -1;

  /** Key plus one, as 0 is an empty slot, and value, by turns. */
  private int[] slots = new int[2 * MIN_SLOTS];

  private int size;

  /**
   * The key that was asked for last, and its value: message ids count up, so that sixteen in a row
   * have one page, and each is asked for when the request comes and when it is answered.
   */
  private int lastKey = NO_KEY;

  private int lastValue;

  /** The keys, in no order. */
  int[] keys() {
    int[] keys = new int[size];
    int found = 0;
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i] != 0) {
        keys[found++] = slots[i] - 1;
      }
    }
    return keys;
  }

  /** The bytes that the table takes. */
  int bytes() {
    return slots.length * Integer.BYTES;
  }

  /** The bytes that {@link #put} would add. */
  int growth() {
    return isFull() ? bytes() : 0;
  }

  private boolean isFull() {
    return size == slots.length / 2 / 4 * 3;
  }

  /** The value of a key; {@link PageSlabs#NONE} if there is none. */
  int get(int key) {
    if (key == lastKey) {
      return lastValue;
    }
    int slot = slotOf(key);
    if (slots[2 * slot] == 0) {
      return PageSlabs.NONE;
    }
    lastKey = key;
    lastValue = slots[2 * slot + 1];
    return lastValue;
  }

  /** Adds a key that is not there. */
  void put(int key, int value) {
    if (isFull()) {
      resize(2 * slots.length);
    }
    size++;
    insert(key, value);
  }

  private void insert(int key, int value) {
    int slot = slotOf(key);
    slots[2 * slot] = key + 1;
    slots[2 * slot + 1] = value;
  }

  /** Takes a key out that is there, and closes the gap in its run. */
  void remove(int key) {
    if (key == lastKey) {
      lastKey = NO_KEY;
    }
    int mask = slots.length / 2 - 1;
    int gap = slotOf(key);
    for (int next = (gap + 1) & mask; slots[2 * next] != 0; next = (next + 1) & mask) {
      int home = home(slots[2 * next] - 1, mask);
      if (((next - home) & mask) >= ((next - gap) & mask)) {
        slots[2 * gap] = slots[2 * next];
        slots[2 * gap + 1] = slots[2 * next + 1];
        gap = next;
      }
    }
    slots[2 * gap] = 0;
    size--;
    // Far from where it grows again, so that a page that comes and goes costs nothing.
    if (slots.length > 2 * MIN_SLOTS && size <= slots.length / 2 / 8) {
      resize(slots.length / 2);
    }
  }

  private void resize(int length) {
    int[] old = slots;
    slots = new int[length];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        insert(old[i] - 1, old[i + 1]);
      }
    }
  }

  /** The slot of a key, or the empty one where it belongs. */
  private int slotOf(int key) {
    int mask = slots.length / 2 - 1;
    int slot = home(key, mask);
    while (slots[2 * slot] != 0 && slots[2 * slot] != key + 1) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int home(int key, int mask) {
    return (key * 0x9E3779B1 >>> 16) & mask;
  }
}
