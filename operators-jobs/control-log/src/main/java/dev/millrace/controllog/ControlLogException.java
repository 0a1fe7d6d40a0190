package dev.millrace.controllog;

import java.io.IOException;

/**
 * One of the topics cannot be read or written, or is not as it has to be. The message is meant for
 * a person: what, where, and what to do.
 */
public class ControlLogException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With this message. */
  public ControlLogException(String message) {
    super(message);
  }

  /** With this message, caused by {@code cause}. */
  public ControlLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
