package dev.millrace.stream.record;

/**
 * A record has no value for what was asked: an absent field, an overflow, a division by zero, a
 * number that cannot be written. It says something about the data, never about the program, so a
 * stage turns it into a dead letter. It carries neither stack trace nor suppressed exceptions:
 * instances are made once and thrown many times, and an expression that meets one pays for a jump,
 * not for a walk of the stack.
 */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason short, and the same for the same data on every replica, as it goes into dead
   *     letters
   */
  public EvaluationException(String reason) {
    super(reason, null, false, false);
  }
}
