package dev.millrace.controllog;

import dev.millrace.stream.handover.Cut;
import java.util.List;

/**
 * What a replica says of itself several times a second. Nothing is decided by it alone: it stays
 * true however late it is read, and may be lost.
 *
 * @param stage as in output identities
 * @param partition of the stage's input log
 * @param generation of the stage's birth; serial numbers of two have nothing to do with each other
 * @param replica that reports
 * @param incarnation of that replica
 * @param sn serial number of the last record that it has processed
 * @param nextOffset offset in the input log of the next record
 * @param outputs that it has produced since this incarnation began
 * @param snapshotBytes that it took to load the snapshot with which it began, 0 if it had its own
 *     state
 * @param frontierReported serial number up to which its outputs are acknowledged, as far as a later
 *     incarnation finds it again (docs/adr/0006)
 * @param outputTimes when its outputs were acknowledged
 * @param trouble why it cannot go on, for a person; null if it can
 * @param cuts what it was at some serial numbers, in order
 * @param located the answer to a {@link dev.millrace.stream.handover.ControlRecord.CutsRequested}:
 *     what it was at each serial number that was asked for, as far as it still knows; else empty
 */
public record ProgressReport(
    String stage,
    int partition,
    int generation,
    String replica,
    long incarnation,
    long sn,
    long nextOffset,
    long outputs,
    long snapshotBytes,
    long frontierReported,
    OutputTimes outputTimes,
    String trouble,
    List<Cut> cuts,
    List<LocatedCut> located) {
  /** A report of these; the lists are copied. */
  public ProgressReport {
    cuts = List.copyOf(cuts);
    located = List.copyOf(located);
  }

  /** A report that answers nothing. */
  public ProgressReport(
      String stage,
      int partition,
      int generation,
      String replica,
      long incarnation,
      long sn,
      long nextOffset,
      long frontierReported,
      String trouble,
      List<Cut> cuts) {
    this(
        stage,
        partition,
        generation,
        replica,
        incarnation,
        sn,
        nextOffset,
        0,
        0,
        frontierReported,
        OutputTimes.NONE,
        trouble,
        cuts,
        List.of());
  }
}
