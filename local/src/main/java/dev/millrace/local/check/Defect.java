package dev.millrace.local.check;

/**
 * One thing that a check has found wrong.
 *
 * @param kind what is wrong
 * @param place <code>topic-partition@offset</code>, or the topic and partition where it should be
 * @param identity of the output or of the exchange
 * @param expected what should be there
 * @param found what is there
 */
public record Defect(Kind kind, String place, String identity, String expected, String found) {
  /** How many of a kind are shown; all are counted. */
  static final int SAMPLES = 5;

  /** What can be wrong with a log. */
  public enum Kind {
    /** It should be there and is not. */
    MISSING,
    /** The same identity is there more than once. */
    REPEATED,
    /** It stands before one that comes earlier. */
    REORDERED,
    /** It is there, with another content or in another place. */
    DIFFERENT,
    /** It should not be there. */
    UNEXPECTED
  }
}
