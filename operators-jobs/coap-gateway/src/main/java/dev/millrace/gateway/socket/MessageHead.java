package dev.millrace.gateway.socket;

/** What the first four bytes of a CoAP message say (RFC 7252 section 3). */
final class MessageHead {
  private static final int BYTES = 4;
  private static final int VERSION_1 = 1;
  private static final int CON = 0;
  private static final int NON = 1;
  private static final int ACK = 2;
  private static final int RST = 3;

  private MessageHead() {}

  /**
   * Whether a datagram is a request: a CON or NON of version 1, code class 0, that is not empty.
   */
  static boolean isRequest(byte[] datagram, int length) {
    return isMessage(datagram, length)
        && type(datagram) <= NON
        && datagram[1] > 0
        && datagram[1] < 0x20;
  }

  /**
   * Whether the code of a message is one that its type can have: none of the reserved classes 1, 6
   * and 7, no request in an ACK, and nothing in a RST (RFC 7252 sections 4.2 and 4.3).
   */
  static boolean isInPlace(byte[] datagram) {
    int codeClass = datagram[1] >> 5 & 7;
    boolean isEmpty = datagram[1] == 0;
    return switch (type(datagram)) {
      case RST -> isEmpty;
      case ACK -> isEmpty || (codeClass > 1 && codeClass < 6);
      default -> codeClass != 1 && codeClass < 6;
    };
  }

  /** The empty message that rejects another (RFC 7252 section 4.2). */
  static byte[] resetOf(byte[] datagram) {
    return new byte[] {VERSION_1 << 6 | RST << 4, 0, datagram[2], datagram[3]};
  }

  static boolean isConfirmable(byte[] datagram) {
    return type(datagram) == CON;
  }

  /** Whether a message of ours has the message id of the request to which it belongs. */
  static boolean isAcknowledgementOrReset(byte[] datagram) {
    return type(datagram) > NON;
  }

  static int code(byte[] datagram) {
    return datagram[1] & 0xFF;
  }

  static int messageId(byte[] datagram) {
    return (datagram[2] & 0xFF) << 8 | (datagram[3] & 0xFF);
  }

  /** Whether a datagram is a message at all; others are ignored (RFC 7252 section 3). */
  static boolean isMessage(byte[] datagram, int length) {
    return length >= BYTES && (datagram[0] >> 6 & 3) == VERSION_1;
  }

  private static int type(byte[] datagram) {
    return datagram[0] >> 4 & 3;
  }
}
