package dev.millrace.local.check;

/** A payload or a header is not what it says it is. */
final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  UndecodableException(String reason) {
    super(reason, null, false, false);
  }
}
