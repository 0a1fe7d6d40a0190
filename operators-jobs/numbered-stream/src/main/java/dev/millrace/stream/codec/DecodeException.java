package dev.millrace.stream.codec;

/**
 * A payload is not what its content format or its topic's declared fields say. The reason is short,
 * names the field and the byte where it can, and is the same on every replica, because it goes into
 * dead letters. It carries no stack trace: a sender of bad payloads shall not be able to buy CPU
 * time with them.
 */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  public DecodeException(String reason) {
    super(reason, null, false, false);
  }

  /** What is wrong and where, in a few words. */
  public String reason() {
    return getMessage();
  }
}
