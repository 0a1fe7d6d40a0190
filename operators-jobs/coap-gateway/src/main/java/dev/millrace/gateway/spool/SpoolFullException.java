package dev.millrace.gateway.spool;

import java.io.IOException;

/** The bound on the bytes would be exceeded. */
public final class SpoolFullException extends IOException {
  private static final long serialVersionUID = 1L;

  SpoolFullException(String message) {
    super(message);
  }
}
