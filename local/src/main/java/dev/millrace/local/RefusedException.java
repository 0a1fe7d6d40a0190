package dev.millrace.local;

/**
 * A run cannot begin, or cannot go on, because of its input or its surroundings. The message is
 * meant for a person: what is wrong, where, and what to do.
 */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A refusal with this message. */
  public RefusedException(String message) {
    super(message);
  }

  /** A refusal with this message, caused by {@code cause}. */
  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
