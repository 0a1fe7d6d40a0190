package dev.millrace.kafka;

/** The control log can no longer be followed, so that the attempt has to end and join anew. */
public final class ControlEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ControlEndedException(Exception cause) {
    super(cause.getMessage(), cause);
  }

  ControlEndedException(String message) {
    super(message);
  }
}
