package dev.millrace.controllog.strategy;

import dev.millrace.api.PartitionReport;
import dev.millrace.stream.strategy.MonitorNotice.Synchronised;
import dev.millrace.stream.strategy.SynchronisationKind;

/**
 * How one partition changed hands.
 *
 * @param partition of the stage's input log
 * @param generation of the stage's birth behind it
 * @param cut last serial number of the owner before the last change of hands, 0 if it never drained
 * @param switchedAtMillis when the record was read by which the source was first asked to let go,
 *     milliseconds since the epoch; 0 never
 * @param pausedAtMillis when the record was read on which the source stands still, milliseconds
 *     since the epoch; 0 never
 * @param resumedAtMillis when the log said that the target owns the partition and has joined; 0
 *     never
 * @param synchronisation how source and target agreed, null unless the strategy lets them
 */
public record PartitionPassage(
    int partition,
    int generation,
    long cut,
    long switchedAtMillis,
    long pausedAtMillis,
    long resumedAtMillis,
    Synchronised synchronisation) {
  /** For how long nobody processed records of the partition; 0 as long as that is not over. */
  public long downtimeMillis() {
    return pausedAtMillis == 0 || resumedAtMillis == 0 ? 0 : resumedAtMillis - pausedAtMillis;
  }

  /** The same for a report; whatever was not compared or did not happen is null. */
  public PartitionReport report() {
    boolean opened = resumedAtMillis > 0;
    boolean stoodStill = opened && pausedAtMillis > 0;
    return new PartitionReport(
        partition,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        opened ? cut : null,
        opened ? (double) (resumedAtMillis - switchedAtMillis) : null,
        null,
        null,
        null,
        stoodStill ? (double) downtimeMillis() : null,
        synchronisation == null ? null : word(synchronisation.kind()),
        synchronisation == null ? null : synchronisation.offset(),
        null,
        null);
  }

  private static String word(SynchronisationKind kind) {
    return switch (kind) {
      case STRONG -> "Strong";
      case SOURCE_AHEAD -> "SourceAhead";
      case TARGET_AHEAD -> "TargetAhead";
    };
  }
}
