package dev.millrace.local.report.migration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequestSpec.Restart;
import dev.millrace.api.MigrationRequestSpec.Strategy;
import java.util.List;

/**
 * The consistency report of one migration: what moved, when, and, unless its strategy compares
 * nothing, what proves that it was the same before and after.
 *
 * @param name name of the request
 * @param stage as pipeline/stage
 * @param restart what a restart begins with; null with another strategy, or if it is not said
 * @param phase where it is; one of the last three if it is over
 * @param reason why it was refused or rolled back; null if it was not
 * @param keepSourceMillis how long the source is kept for a roll-back; 0 if it is not
 * @param phases in order, without overlaps; empty if it has not begun
 * @param partitions by number
 */
public record MigrationReport(
    String name,
    String stage,
    Strategy strategy,
    Restart restart,
    MigrationSide from,
    MigrationSide to,
    MigrationPhase phase,
    String reason,
    long keepSourceMillis,
    List<PhaseSpan> phases,
    List<PartitionMove> partitions) {
  private static final char BEFORE_STAGE = '/';

  /** Copies the lists. */
  public MigrationReport {
    phases = List.copyOf(phases);
    partitions = List.copyOf(partitions);
  }

  /** Whether source and target are compared on the way. */
  @JsonIgnore
  public boolean compares() {
    return strategy == Strategy.Parallel;
  }

  /** Sums and extremes over the partitions. */
  @JsonProperty
  public MigrationTotals totals() {
    return MigrationTotals.of(partitions);
  }

  /** What all this comes to. */
  @JsonProperty
  public MigrationVerdict verdict() {
    return MigrationVerdict.of(this);
  }

  /** From the beginning of the first phase to the end of the last. */
  @JsonProperty
  public long durationMillis() {
    return phases.isEmpty()
        ? 0
        : phases.get(phases.size() - 1).endMillis() - phases.get(0).startMillis();
  }

  /** The stage without its pipeline. */
  public String shortStage() {
    return stage.substring(stage.indexOf(BEFORE_STAGE) + 1);
  }
}
