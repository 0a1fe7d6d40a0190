package dev.millrace.stream.strategy;

/** Which of the two operators that run side by side produced a result. */
public enum Origin {
  /** The operator that is being replaced. */
  SOURCE,
  /** The operator that replaces it, and that began with an empty window. */
  TARGET
}
