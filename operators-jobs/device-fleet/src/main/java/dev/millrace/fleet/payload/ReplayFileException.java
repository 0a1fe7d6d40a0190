package dev.millrace.fleet.payload;

/** A replay file cannot be used; the message says which, where and why. */
final class ReplayFileException extends Exception {
  private static final long serialVersionUID = 1L;

  ReplayFileException(String message) {
    super(message);
  }

  ReplayFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
