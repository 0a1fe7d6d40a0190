package dev.millrace.stream.strategy;

/** Why the monitor is told to give up and leave the stream to the source. */
public enum Abort implements MonitorEvent {
  /** Somebody asked for it, or the target is lost. */
  REQUESTED,
  /**
   * The operators have not synchronised in time. They need not ever: with equal windows at a
   * constant distance every comparison gives the same two offsets.
   */
  DEADLINE
}
