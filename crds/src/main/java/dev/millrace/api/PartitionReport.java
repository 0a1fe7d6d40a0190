package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * The proof for one partition: what was compared and where it changed hands. SN is a serial number.
 */
public record PartitionReport(
    @JsonPropertyDescription("Number of the partition.") @Required Integer partition,
    @JsonPropertyDescription("Records compared.") Long recordsCompared,
    @JsonPropertyDescription("Outputs compared.") Long outputsCompared,
    @JsonPropertyDescription("First SN at which source and target were compared.")
        Long firstCommonSn,
    @JsonPropertyDescription("Last SN at which source and target were compared.") Long lastCommonSn,
    @JsonPropertyDescription("Comparisons that differed.") Long mismatches,
    @JsonPropertyDescription("First SN after which source and target differed.")
        Long firstDivergentSn,
    @JsonPropertyDescription("Key of the record with that SN.") @Size(max = 1024)
        String divergentKey,
    @JsonPropertyDescription("Last SN that the source owns; the target owns all after it.")
        Long cut,
    @JsonPropertyDescription("Milliseconds from the Switch record to the partition's opening.")
        Double switchToOpenMillis,
    @JsonPropertyDescription("Largest time between two outputs around the cut, in milliseconds.")
        Double outputGapMillis,
    @JsonPropertyDescription(
            "Largest time between two outputs while nothing moved, in milliseconds, for comparison.")
        Double usualGapMillis,
    @JsonPropertyDescription("On what ground the target opened; absent if it did not.")
        Opening opening,
    @JsonPropertyDescription(
            "How long nobody processed the partition, in milliseconds; with strategies that stand still.")
        Double downtimeMillis,
    @JsonPropertyDescription(
            "Strong, SourceAhead or TargetAhead: how source and target agreed; with WindowSynchronised.")
        String synchronisation,
    @JsonPropertyDescription(
            "SN of the source's result less that of the target's when they agreed.")
        Long synchronisationOffset,
    @JsonPropertyDescription("Bytes of state moved.") Long stateBytes,
    @JsonPropertyDescription("Bytes sent.") Long bytesSent) {

  /** On what ground a partition was opened at the target. */
  public enum Opening {
    /** Outputs and state were equal at the cut. */
    Proved,
    /** Without a comparison: the way back from a target that has diverged. */
    Forced,
    /** The source was gone; the output topic said where to go on. */
    Fenced
  }
}
