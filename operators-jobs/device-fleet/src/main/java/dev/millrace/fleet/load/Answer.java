package dev.millrace.fleet.load;

import java.nio.ByteBuffer;

/**
 * What the tool reads of a datagram: its head, and nothing beyond the token.
 *
 * @param type 0 CON, 1 NON, 2 ACK, 3 RST
 * @param code 0 if empty
 * @param token of exactly four bytes, else 0
 */
record Answer(int type, int code, int messageId, int token) {
  private static final int HEAD = 4;
  private static final int VERSION_SHIFT = 6;
  private static final int TYPE_SHIFT = 4;
  private static final int CLASS_SHIFT = 5;
  private static final int SUCCESS = 2;
  private static final int FIRST_RESPONSE_CLASS = 2;
  private static final int CONTINUE = SUCCESS << CLASS_SHIFT | 31;
  private static final int CON = 0;
  private static final int ACK = 2;
  private static final int RST = 3;

  /** Reads the head of a datagram; null if it has none that CoAP knows. */
  static Answer parse(ByteBuffer datagram) {
    if (datagram.remaining() < HEAD) {
      return null;
    }
    int at = datagram.position();
    int first = datagram.get(at) & 0xff;
    int tokenLength = first & 0xf;
    if (first >> VERSION_SHIFT != 1 || datagram.remaining() < HEAD + tokenLength) {
      return null;
    }
    return new Answer(
        first >> TYPE_SHIFT & RST,
        datagram.get(at + 1) & 0xff,
        datagram.getShort(at + 2) & 0xffff,
        tokenLength == Integer.BYTES ? datagram.getInt(at + HEAD) : 0);
  }

  boolean isResponse() {
    return code >> CLASS_SHIFT >= FIRST_RESPONSE_CLASS && type != RST;
  }

  /** A response of class 2. */
  boolean isSuccess() {
    return code >> CLASS_SHIFT == SUCCESS;
  }

  /** 2.31: the next block of a body is due (RFC 7959 section 2.9.1). */
  boolean isContinue() {
    return code == CONTINUE;
  }

  boolean isReset() {
    return type == RST;
  }

  /** An acknowledgement after which the response comes in a message of its own. */
  boolean isPromise() {
    return type == ACK && code == 0;
  }

  boolean isPiggybacked() {
    return type == ACK && code != 0;
  }

  boolean wantsAcknowledgement() {
    return type == CON;
  }
}
