package dev.millrace.stream.stage;

/** The classes of reasons for which a record becomes a dead letter. */
public enum DeadLetterReason {
  /** The key, the value or a header is not what it should be. */
  UNDECODABLE("undecodable"),
  /** It does not say when it happened. */
  NO_EVENT_TIME("no event time"),
  /** It says that it happened in the future. */
  EVENT_TIME_AHEAD("event time ahead"),
  /** A step failed on it. */
  STEP("step"),
  /** What became of it cannot be written. */
  OUTPUT("output");

  private final String label;

  DeadLetterReason(String label) {
    this.label = label;
  }

  /** What the header {@link RecordHeader#REASON} begins with. */
  public String label() {
    return label;
  }
}
