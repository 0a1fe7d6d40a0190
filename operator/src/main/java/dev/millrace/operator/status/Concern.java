package dev.millrace.operator.status;

/**
 * One thing that has to hold for a resource to be ready.
 *
 * @param type of its condition, such as {@code TopicsReady}
 * @param reason why it holds or not
 * @param message the particulars, as a sentence
 */
public record Concern(String type, Reason reason, String message) {
  private static final int LONGEST = 2_000;

  /** Cuts a message that no one would read to its end. */
  public Concern {
    message = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
  }

  /** A concern that holds. */
  public static Concern holds(String type, String message) {
    return new Concern(type, Reason.Available, message);
  }

  /** A concern whose reason says it all. */
  public static Concern of(String type, Reason reason) {
    return new Concern(type, reason, reason.meaning());
  }
}
