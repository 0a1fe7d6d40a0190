package dev.millrace.gateway.exchange;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Pages of {@value #WORDS} words, all zero when they are made. The slabs in which they lie come
 * from a pool, and go back as soon as no page of them is used. One thread at a time.
 */
final class PageSlabs {
  static final int WORDS = 16;

  /** No page. */
  static final int NONE = -1;

  private static final int PAGE_BYTES = WORDS * Integer.BYTES;
  private static final int PAGES = SlabPool.SLAB_BYTES / PAGE_BYTES;
  private static final int PAGE_BITS = Integer.numberOfTrailingZeros(PAGES);

  private final SlabPool pool;
  private final BitSet present = new BitSet();
  private final BitSet withFreePages = new BitSet();
  private ByteBuffer[] slabs = new ByteBuffer[4];
  private int[] firstFree = new int[4];
  private int[] pagesUsed = new int[4];

  PageSlabs(SlabPool pool) {
    this.pool = pool;
  }

  /** A new page; {@link #NONE} if there is no room. */
  int allocate() {
    int number = withFreePages.nextSetBit(0);
    if (number < 0) {
      number = addSlab();
      if (number < 0) {
        return NONE;
      }
    }
    ByteBuffer slab = slabs[number];
    int page = firstFree[number];
    int offset = page * PAGE_BYTES;
    firstFree[number] = slab.getInt(offset);
    if (firstFree[number] == NONE) {
      withFreePages.clear(number);
    }
    for (int i = 0; i < PAGE_BYTES; i += Long.BYTES) {
      slab.putLong(offset + i, 0);
    }
    pagesUsed[number]++;
    return number << PAGE_BITS | page;
  }

  private int addSlab() {
    ByteBuffer slab = pool.take();
    if (slab == null) {
      return NONE;
    }
    int number = present.nextClearBit(0);
    if (number == slabs.length) {
      slabs = Arrays.copyOf(slabs, 2 * number);
      firstFree = Arrays.copyOf(firstFree, 2 * number);
      pagesUsed = Arrays.copyOf(pagesUsed, 2 * number);
    }
    // The first word of a free page names the next one.
    for (int page = 0; page < PAGES; page++) {
      slab.putInt(page * PAGE_BYTES, page + 1 < PAGES ? page + 1 : NONE);
    }
    slabs[number] = slab;
    firstFree[number] = 0;
    pagesUsed[number] = 0;
    present.set(number);
    withFreePages.set(number);
    return number;
  }

  void free(int page) {
    int number = page >>> PAGE_BITS;
    pagesUsed[number]--;
    if (pagesUsed[number] == 0) {
      pool.give(slabs[number]);
      slabs[number] = null;
      present.clear(number);
      withFreePages.clear(number);
      return;
    }
    int index = page & (PAGES - 1);
    slabs[number].putInt(index * PAGE_BYTES, firstFree[number]);
    firstFree[number] = index;
    withFreePages.set(number);
  }

  int get(int page, int word) {
    return slabs[page >>> PAGE_BITS].getInt(offset(page, word));
  }

  void set(int page, int word, int value) {
    slabs[page >>> PAGE_BITS].putInt(offset(page, word), value);
  }

  boolean isZero(int page) {
    ByteBuffer slab = slabs[page >>> PAGE_BITS];
    int offset = offset(page, 0);
    for (int i = 0; i < PAGE_BYTES; i += Long.BYTES) {
      if (slab.getLong(offset + i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int offset(int page, int word) {
    return (page & (PAGES - 1)) * PAGE_BYTES + word * Integer.BYTES;
  }
}
