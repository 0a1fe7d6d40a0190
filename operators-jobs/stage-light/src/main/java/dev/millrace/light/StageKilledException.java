package dev.millrace.light;

/** Somebody wants to know what becomes of a stage whose attempt fails. */
final class StageKilledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StageKilledException(String message) {
    super(message);
  }
}
