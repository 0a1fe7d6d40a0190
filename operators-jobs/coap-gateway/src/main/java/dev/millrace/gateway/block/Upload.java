package dev.millrace.gateway.block;

import java.util.Arrays;

/** A body of which not all blocks are there yet. Not safe for use by several threads. */
final class Upload {
  /** What is kept of an upload beside its bytes, about. */
  private static final int OVERHEAD = 512;

  final Object peer;
  final Object target;
  final int format;
  private byte[] buffer = {};
  private int length;
  private long lastMillis;

  Upload(Object peer, Object target, int format) {
    this.peer = peer;
    this.target = target;
    this.format = format;
  }

  /** Whether a block is the next one. */
  boolean continuesWith(Part part) {
    return part.offset() == length && part.format() == format;
  }

  /** The memory that it takes. */
  int footprint() {
    return OVERHEAD + buffer.length;
  }

  /** The memory that it takes with one more block. */
  int footprintWith(Part part, int maxBody) {
    return OVERHEAD + Math.max(buffer.length, capacityFor(part, maxBody));
  }

  void append(Part part, int maxBody, long millis) {
    if (part.end() > buffer.length) {
      buffer = Arrays.copyOf(buffer, capacityFor(part, maxBody));
    }
    System.arraycopy(part.bytes(), 0, buffer, length, part.bytes().length);
    length = part.end();
    lastMillis = millis;
  }

  /** Doubles, so that a long body is not copied at each block. */
  private int capacityFor(Part part, int maxBody) {
    return Math.min(maxBody, Math.max(part.end(), 2 * buffer.length));
  }

  byte[] bodyWith(Part last) {
    byte[] body = Arrays.copyOf(buffer, last.end());
    System.arraycopy(last.bytes(), 0, body, length, last.bytes().length);
    return body;
  }

  boolean silentSince(long millis) {
    return lastMillis <= millis;
  }
}
