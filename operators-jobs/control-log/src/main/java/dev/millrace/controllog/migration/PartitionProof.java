package dev.millrace.controllog.migration;

import dev.millrace.api.PartitionReport;
import dev.millrace.api.PartitionReport.Opening;

/**
 * What has been compared of one partition, and how it changed hands.
 *
 * @param partition of the stage's input log
 * @param recordsCompared records that were proved equal or not since the snapshot
 * @param outputsCompared outputs that these records had, as far as the target has said
 * @param comparisons serial numbers at which hashes were compared
 * @param firstCommonSn first of them, 0 if there is none
 * @param lastCommonSn last of them
 * @param mismatches of them, how many differed
 * @param firstDifferentSn first serial number known to differ, 0 if there is none
 * @param differingKey record key there, or null
 * @param cut last serial number of the last owner before the last opening
 * @param switchedAtMillis when the last switch was read, milliseconds since the epoch; 0 never
 * @param openedAtMillis when the last opening was read; 0 never
 * @param outputGapMillis from the last output of the one that let go to the first of the other one,
 *     or null
 * @param usualGapMillis the longest time between two outputs before the last switch, or null
 * @param snapshotBytes that it took to bring the partition to the target
 * @param opening on what ground the last opening came, null if none did
 */
public record PartitionProof(
    int partition,
    long recordsCompared,
    long outputsCompared,
    long comparisons,
    long firstCommonSn,
    long lastCommonSn,
    long mismatches,
    long firstDifferentSn,
    String differingKey,
    long cut,
    long switchedAtMillis,
    long openedAtMillis,
    Double outputGapMillis,
    Double usualGapMillis,
    long snapshotBytes,
    Opening opening) {
  /** The same for a report; what has not happened, or is not known, is null. */
  public PartitionReport report() {
    boolean opened = openedAtMillis > 0;
    return new PartitionReport(
        partition,
        recordsCompared,
        outputsCompared,
        orNull(firstCommonSn),
        orNull(lastCommonSn),
        mismatches,
        orNull(firstDifferentSn),
        differingKey,
        opened ? cut : null,
        opened ? (double) (openedAtMillis - switchedAtMillis) : null,
        opened ? outputGapMillis : null,
        opened ? usualGapMillis : null,
        opening,
        null,
        null,
        null,
        snapshotBytes,
        null);
  }

  private static Long orNull(long sn) {
    return sn == 0 ? null : sn;
  }
}
