package dev.millrace.kafka;

/** An output could not be written; the attempt ends and its replay writes it. */
public final class OutputFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what could not be written where, and why. */
  public OutputFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
