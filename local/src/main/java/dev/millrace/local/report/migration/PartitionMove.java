package dev.millrace.local.report.migration;

import dev.millrace.api.PartitionReport;

/**
 * How one partition changed hands, or did not.
 *
 * @param from replica that owned it before
 * @param to replica that was to own it
 * @param switchRequestedMillis when the source was asked to let go, in milliseconds since the
 *     epoch; 0 if never
 * @param openedMillis when the target opened it, in milliseconds since the epoch; 0 if never
 * @param proof what was compared and measured, as the status of a {@code MigrationRequest} has it;
 *     a null in it is a figure that does not exist
 */
public record PartitionMove(
    String from, String to, long switchRequestedMillis, long openedMillis, PartitionReport proof) {
  /**
   * The same with the gaps between the outputs.
   *
   * @param gap the longest around the change of hands; null if no output came
   * @param usual the longest before it; null if no output came
   */
  public PartitionMove withGaps(Double gap, Double usual) {
    return new PartitionMove(
        from,
        to,
        switchRequestedMillis,
        openedMillis,
        new PartitionReport(
            proof.partition(),
            proof.recordsCompared(),
            proof.outputsCompared(),
            proof.firstCommonSn(),
            proof.lastCommonSn(),
            proof.mismatches(),
            proof.firstDivergentSn(),
            proof.divergentKey(),
            proof.cut(),
            proof.switchToOpenMillis(),
            gap,
            usual,
            proof.opening(),
            proof.downtimeMillis(),
            proof.synchronisation(),
            proof.synchronisationOffset(),
            proof.stateBytes(),
            proof.bytesSent()));
  }

  /** Number of the partition. */
  public int partition() {
    return proof.partition();
  }

  /** Whether the target has owned it. */
  public boolean opened() {
    return openedMillis > 0;
  }

  /** Whether nothing went through it: no record was compared, and no output came. */
  public boolean idle() {
    return proof.recordsCompared() != null
        && proof.recordsCompared() == 0
        && proof.outputGapMillis() == null;
  }

  /** Whether source and target were found different. */
  public boolean differs() {
    return proof.mismatches() != null && proof.mismatches() > 0;
  }
}
