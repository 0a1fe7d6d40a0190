package dev.millrace.fleet.message;

/** A device's answers to messages of the gateway (RFC 7252 section 4.2): four bytes each. */
public final class EmptyMessages {
  private static final int ACKNOWLEDGEMENT = 0x60;
  private static final int RESET = 0x70;

  private EmptyMessages() {}

  /** The acknowledgement of a confirmable response. */
  public static byte[] acknowledge(int messageId) {
    return encode(ACKNOWLEDGEMENT, messageId);
  }

  /** The Reset of a confirmable message that the device does not expect. */
  public static byte[] reset(int messageId) {
    return encode(RESET, messageId);
  }

  private static byte[] encode(int firstByte, int messageId) {
    return new byte[] {(byte) firstByte, 0, (byte) (messageId >> Byte.SIZE), (byte) messageId};
  }
}
