package dev.millrace.stream.stage;

/** Which of a stage's topics an output goes to. */
public enum Channel {
  /** The topic of {@code to}. */
  MAIN,
  /** The topic of {@code late}, if one is set. */
  LATE,
  /** The dead-letter topic. */
  DEAD
}
