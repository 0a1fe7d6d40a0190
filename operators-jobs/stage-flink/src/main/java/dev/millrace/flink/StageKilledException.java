package dev.millrace.flink;

/** An attempt was ended on purpose, to see it recover. */
public final class StageKilledException extends Exception {
  private static final long serialVersionUID = 1L;

  StageKilledException(String message) {
    super(message);
  }
}
