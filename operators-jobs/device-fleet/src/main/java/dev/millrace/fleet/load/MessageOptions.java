package dev.millrace.fleet.load;

import java.nio.ByteBuffer;

/**
 * What the tool reads behind the head of a message: the options that it knows, as the numbers that
 * they are, and how long the payload is.
 *
 * @param observe -1 if it is not there, as the others
 */
record MessageOptions(int observe, int block2, int block1, int payloadBytes) {
  private static final int OBSERVE = 6;
  static final int BLOCK2 = 23;
  static final int BLOCK1 = 27;
  private static final int HEAD = 4;
  private static final int ABSENT = -1;
  private static final int PAYLOAD_MARKER = 0xff;
  private static final int ONE_MORE = 13;
  private static final int TWO_MORE = 14;

  /** Reads a message that has a head; what is behind something malformed is not read. */
  static MessageOptions of(ByteBuffer message) {
    ByteBuffer rest = message.duplicate();
    rest.position(rest.position() + HEAD + (message.get(message.position()) & 0xf));
    int observe = ABSENT;
    int block2 = ABSENT;
    int block1 = ABSENT;
    int number = 0;
    while (rest.hasRemaining()) {
      int first = rest.get() & 0xff;
      if (first == PAYLOAD_MARKER) {
        return new MessageOptions(observe, block2, block1, rest.remaining());
      }
      int delta = extended(first >> 4, rest);
      int length = extended(first & 0xf, rest);
      if (delta < 0 || length < 0 || length > rest.remaining()) {
        break;
      }
      number += delta;
      int value = uint(rest, length);
      switch (number) {
        case OBSERVE -> observe = value;
        case BLOCK2 -> block2 = value;
        case BLOCK1 -> block1 = value;
        default -> {
          // Nothing that the tool asks for.
        }
      }
    }
    return new MessageOptions(observe, block2, block1, 0);
  }

  /** A delta or a length (RFC 7252 section 3.1); -1 if it is none. */
  private static int extended(int nibble, ByteBuffer rest) {
    if (nibble < ONE_MORE) {
      return nibble;
    }
    if (nibble == ONE_MORE && rest.hasRemaining()) {
      return ONE_MORE + (rest.get() & 0xff);
    }
    if (nibble == TWO_MORE && rest.remaining() >= Short.BYTES) {
      return ONE_MORE + 0x100 + (rest.getShort() & 0xffff);
    }
    return ABSENT;
  }

  /** Of longer values the last four bytes, without their sign. */
  private static int uint(ByteBuffer rest, int length) {
    int value = 0;
    for (int i = 0; i < length; i++) {
      value = value << Byte.SIZE | rest.get() & 0xff;
    }
    return value & Integer.MAX_VALUE;
  }
}
