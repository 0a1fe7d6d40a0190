package dev.millrace.local.check;

/**
 * What the checker says about one stage.
 *
 * @param stage <code>PIPELINE.STAGE</code>
 * @param input data records in its input log, without repeats
 * @param ticks ticks in its input log
 * @param repeatedInput records of its input log that repeat an identity
 * @param late late records
 * @param deadLetters records that must have become dead letters
 * @param recomputed whether the outputs were computed anew; with a custom step, or after a router,
 *     they are only checked for repeats and order
 * @param expected outputs that must be there, to all topics; 0 if they were not recomputed
 * @param found outputs that are there, without repeats
 * @param repeatsAllowed whether repeats are no fault, as after a crash
 * @param defects what is wrong
 */
public record StageVerdict(
    String stage,
    long input,
    long ticks,
    long repeatedInput,
    long late,
    long deadLetters,
    boolean recomputed,
    long expected,
    long found,
    boolean repeatsAllowed,
    Defects defects) {
  /** Whether the records of its input were counted here. */
  public boolean counted() {
    return recomputed || input > 0;
  }

  /** Whether the stage has written what it must. */
  public boolean holds() {
    return repeatsAllowed ? defects.areNoneButRepeats() : defects.areNone();
  }
}
