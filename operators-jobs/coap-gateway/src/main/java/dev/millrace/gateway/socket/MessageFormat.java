package dev.millrace.gateway.socket;

/**
 * Whether a datagram has the form of a CoAP message (RFC 7252 section 3). Looks at no more than
 * lengths, so that what is malformed costs next to nothing.
 */
final class MessageFormat {
  private static final int HEADER = 4;
  private static final int MAX_TOKEN = 8;
  private static final int PAYLOAD_MARKER = 0xFF;
  private static final int ONE_BYTE = 13;
  private static final int TWO_BYTES = 14;
  private static final int RESERVED = 15;

  private MessageFormat() {}

  /** Token, options one behind the other, and a payload behind its marker, with nothing missing. */
  static boolean isSound(byte[] datagram, int length) {
    int token = datagram[0] & 0x0F;
    if (datagram[1] == 0) {
      // Section 4.1: nothing may be behind the head of an empty message.
      return token == 0 && length == HEADER;
    }
    return token <= MAX_TOKEN
        && HEADER + token <= length
        && options(datagram, HEADER + token, length);
  }

  private static boolean options(byte[] datagram, int begin, int length) {
    int at = begin;
    while (at < length) {
      int head = datagram[at++] & 0xFF;
      if (head == PAYLOAD_MARKER) {
        return at < length;
      }
      int delta = head >> 4;
      int size = head & 0x0F;
      if (delta == RESERVED || size == RESERVED) {
        return false;
      }
      at += extension(delta);
      int value = at + extension(size);
      if (value > length) {
        return false;
      }
      at = value + size(datagram, at, size);
    }
    return at == length;
  }

  /** How many bytes follow that make a nibble larger. */
  private static int extension(int nibble) {
    return nibble < ONE_BYTE ? 0 : nibble - ONE_BYTE + 1;
  }

  private static int size(byte[] datagram, int at, int nibble) {
    return switch (nibble) {
      case ONE_BYTE -> ONE_BYTE + (datagram[at] & 0xFF);
      case TWO_BYTES -> ONE_BYTE + 256 + ((datagram[at] & 0xFF) << 8 | (datagram[at + 1] & 0xFF));
      default -> nibble;
    };
  }
}
