package dev.millrace.gateway.socket;

/** What the first four bytes of a CoAP message say (RFC 7252 section 3). */
final class MessageHead {
  private static final int BYTES = 4;
  private static final int VERSION_1 = 1;
  private static final int CON = 0;
  private static final int NON = 1;

  private MessageHead() {}

  /**
   * Whether a datagram is a request: a CON or NON of version 1, code class 0, that is not empty.
   */
  static boolean isRequest(byte[] datagram, int length) {
    return length >= BYTES
        && version(datagram) == VERSION_1
        && type(datagram) <= NON
        && datagram[1] > 0
        && datagram[1] < 0x20;
  }

  static boolean isConfirmable(byte[] datagram) {
    return type(datagram) == CON;
  }

  /** Whether a message of ours has the message id of the request to which it belongs. */
  static boolean isAcknowledgementOrReset(byte[] datagram) {
    return type(datagram) > NON;
  }

  static int messageId(byte[] datagram) {
    return (datagram[2] & 0xFF) << 8 | (datagram[3] & 0xFF);
  }

  private static int version(byte[] datagram) {
    return datagram[0] >> 6 & 3;
  }

  private static int type(byte[] datagram) {
    return datagram[0] >> 4 & 3;
  }
}
