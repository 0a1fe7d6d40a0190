package dev.millrace.stream.handover;

/** What becomes of a partition's state when the partition changes hands by a switch. */
public enum StatePassage {
  /** The target has it: it has followed, and goes on following. The source never stands still. */
  FOLLOWED,
  /**
   * The source stands still at its cut; when it has drained, its state is in the snapshot topic.
   */
  SNAPSHOT,
  /** The source stands still at its cut and drains when the target has confirmed every chunk. */
  LOCK_STEP,
  /** The source stands still at its cut, and the state goes nowhere: a new birth follows. */
  DROPPED,
  /**
   * The target is a router, which has no state: from its opening until the next one every other
   * replica sends what it computes to the stage's shadow topic, from where the router takes it.
   */
  ROUTED;

  /** Whether the source processes nothing beyond its cut as long as the hand-over is pending. */
  public boolean standsStill() {
    return this == SNAPSHOT || this == LOCK_STEP || this == DROPPED;
  }

  /** Whether the source has to bring its state on its way before it may say that it has drained. */
  public boolean movesState() {
    return this == SNAPSHOT || this == LOCK_STEP;
  }
}
