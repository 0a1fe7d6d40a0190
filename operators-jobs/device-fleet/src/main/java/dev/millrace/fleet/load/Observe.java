package dev.millrace.fleet.load;

import java.nio.ByteBuffer;

/** The option that tells an observer that it is one (RFC 7641 section 2). */
final class Observe {
  private static final int NUMBER = 6;
  private static final int HEAD = 4;
  private static final int PAYLOAD_MARKER = 0xff;
  private static final int ONE_MORE = 13;
  private static final int TWO_MORE = 14;

  private Observe() {}

  /** Whether a message that has a head carries it. */
  static boolean isIn(ByteBuffer datagram) {
    int at = datagram.position() + HEAD + (datagram.get(datagram.position()) & 0xf);
    int number = 0;
    while (at < datagram.limit()) {
      int first = datagram.get(at++) & 0xff;
      // Options come in order, and those up to this one have numbers that need no more bytes.
      if (first == PAYLOAD_MARKER || first >> 4 >= ONE_MORE) {
        return false;
      }
      number += first >> 4;
      if (number >= NUMBER) {
        return number == NUMBER;
      }
      int length = first & 0xf;
      if (length >= TWO_MORE || at >= datagram.limit()) {
        return false;
      }
      at += length == ONE_MORE ? 1 + ONE_MORE + (datagram.get(at) & 0xff) : length;
    }
    return false;
  }
}
