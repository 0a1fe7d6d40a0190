package dev.millrace.fleet.load;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The answers to the requests of one port, of each a 64-bit hash (FNV-1a), so that an answer to a
 * copy can be compared with the first one without keeping either.
 */
final class AnswerMemory {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int FIRST_SIZE = 64;

  private long[] hashes = new long[FIRST_SIZE];

  /** Whether the request of this number was answered. */
  boolean knows(int number) {
    return number < hashes.length && hashes[number] != 0;
  }

  /** Takes an answer; false if the request had another one before. */
  boolean take(int number, ByteBuffer answer) {
    if (number >= hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(2 * hashes.length, number + 1));
    }
    long hash = hash(answer);
    if (hashes[number] == 0) {
      hashes[number] = hash;
      return true;
    }
    return hashes[number] == hash;
  }

  void clear() {
    Arrays.fill(hashes, 0);
  }

  private static long hash(ByteBuffer answer) {
    long hash = OFFSET;
    for (int i = answer.position(); i < answer.limit(); i++) {
      hash = (hash ^ (answer.get(i) & 0xff)) * PRIME;
    }
    // 0 says that there is none.
    return hash == 0 ? 1 : hash;
  }
}
