package dev.millrace.stream.strategy;

/** How two operators came to agree on the records that are counted. */
public enum SynchronisationKind {
  /** Both results ended with the same record; nothing is changed. */
  STRONG,
  /** The source had counted more records; the target's next results are reduced by them. */
  SOURCE_AHEAD,
  /** The target had counted more records; the source's last result is increased by them. */
  TARGET_AHEAD
}
