package dev.millrace.gateway.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/**
 * The answers, as they went out, one behind the other: the time of the request (4 bytes), the
 * length (2 bytes), the bytes, padded to an even number. Room for an answer of the largest size is
 * reserved before it is known; the rest of it is free again as soon as the answer is. One thread at
 * a time.
 */
final class AnswerSlabs {
  private static final int LENGTH = 4;
  private static final int BYTES = 6;

  /** A position is a slab's number and an offset in units of two bytes. */
  private static final int OFFSET_BITS = Integer.numberOfTrailingZeros(SlabPool.SLAB_BYTES) - 1;

  private static final int OFFSET_MASK = (1 << OFFSET_BITS) - 1;

  /** No position is 0. */
  private static final int START = 2;

  private static final int NONE = -1;

  private final SlabPool pool;
  private final int maxEntryBytes;
  private final int entriesOfSlab;
  private final BitSet present = new BitSet();
  private final Deque<ByteBuffer> spare = new ArrayDeque<>();
  private ByteBuffer[] slabs = new ByteBuffer[4];
  private int[] answers = new int[4];
  private int reserved;
  private int head = NONE;
  private int end;

  /**
   * @param maxAnswerBytes the largest answer; several of it fit into a slab
   */
  AnswerSlabs(SlabPool pool, int maxAnswerBytes) {
    this.pool = pool;
    this.maxEntryBytes = entryBytes(maxAnswerBytes);
    this.entriesOfSlab = (SlabPool.SLAB_BYTES - START) / maxEntryBytes;
    if (entriesOfSlab < 2) {
      throw new IllegalArgumentException("an answer may be as long as " + maxAnswerBytes);
    }
  }

  private static int entryBytes(int length) {
    return BYTES + length + (length & 1);
  }

  int maxAnswerBytes() {
    return maxEntryBytes - BYTES;
  }

  /** Sees to it that one more answer of any size has room; false if that cannot be. */
  boolean reserve() {
    if (guaranteed() == reserved) {
      ByteBuffer slab = pool.take();
      if (slab == null) {
        return false;
      }
      spare.push(slab);
    }
    reserved++;
    return true;
  }

  /**
   * How many answers have room, however long. An answer takes away one at most: it ends in the head
   * or begins a spare slab, and what of the head is too short for the longest is not counted.
   */
  private int guaranteed() {
    int inHead = head == NONE ? 0 : (SlabPool.SLAB_BYTES - end) / maxEntryBytes;
    return inHead + spare.size() * entriesOfSlab;
  }

  /** Gives a reservation back that no answer came for. */
  void cancel() {
    reserved--;
    trim();
  }

  /** Keeps an answer for which room is reserved, and returns its position, which is above 0. */
  int append(int time, byte[] answer) {
    int size = entryBytes(answer.length);
    if (head == NONE || end + size > SlabPool.SLAB_BYTES) {
      newHead();
    }
    ByteBuffer slab = slabs[head];
    slab.putInt(end, time);
    slab.putShort(end + LENGTH, (short) answer.length);
    slab.put(end + BYTES, answer);
    answers[head]++;
    int position = head << OFFSET_BITS | end / 2;
    end += size;
    reserved--;
    trim();
    return position;
  }

  private void newHead() {
    int number = present.nextClearBit(0);
    if (number == slabs.length) {
      slabs = Arrays.copyOf(slabs, 2 * number);
      answers = Arrays.copyOf(answers, 2 * number);
    }
    slabs[number] = spare.pop();
    answers[number] = 0;
    present.set(number);
    int old = head;
    head = number;
    end = START;
    if (old != NONE && answers[old] == 0) {
      drop(old);
    }
  }

  /** When the request of an answer came. */
  int time(int position) {
    return slabs[position >>> OFFSET_BITS].getInt(offset(position));
  }

  byte[] bytes(int position) {
    ByteBuffer slab = slabs[position >>> OFFSET_BITS];
    int offset = offset(position);
    byte[] answer = new byte[slab.getShort(offset + LENGTH) & 0xFFFF];
    slab.get(offset + BYTES, answer);
    return answer;
  }

  /** Forgets an answer. */
  void release(int position) {
    int number = position >>> OFFSET_BITS;
    answers[number]--;
    if (answers[number] > 0) {
      return;
    }
    if (number != head) {
      drop(number);
    } else {
      end = START;
      trim();
    }
  }

  private void drop(int number) {
    pool.give(slabs[number]);
    slabs[number] = null;
    present.clear(number);
  }

  /** Gives back what nothing needs; one spare slab stays while answers come and go. */
  private void trim() {
    while (spare.size() > (reserved == 0 ? 0 : 1) && guaranteed() - entriesOfSlab >= reserved) {
      pool.give(spare.pop());
    }
    if (reserved == 0 && head != NONE && answers[head] == 0) {
      drop(head);
      head = NONE;
    }
  }

  private static int offset(int position) {
    return (position & OFFSET_MASK) * 2;
  }
}
