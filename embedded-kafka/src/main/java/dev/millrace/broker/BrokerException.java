package dev.millrace.broker;

/**
 * The embedded broker or its topics cannot be as they are asked to be. The message is meant for a
 * person: what is wrong, where, and what to do.
 */
public final class BrokerException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With this message. */
  public BrokerException(String message) {
    super(message);
  }

  /** With this message, caused by {@code cause}. */
  public BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
