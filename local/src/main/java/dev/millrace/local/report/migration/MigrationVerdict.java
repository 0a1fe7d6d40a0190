package dev.millrace.local.report.migration;

import dev.millrace.api.MigrationPhase;
import java.util.Comparator;
import java.util.Optional;

/**
 * A migration in one sentence, and how good that is.
 *
 * @param tone whether somebody should look
 * @param sentence without a capital and a full stop
 */
public record MigrationVerdict(Tone tone, String sentence) {
  /** How good news is. */
  public enum Tone {
    /** As it should be. */
    GOOD,
    /** Nothing is wrong in the data, but it is not what was asked for, or not proved. */
    NOTICE,
    /** Outputs differ or partitions are left behind. */
    BAD
  }

  static MigrationVerdict of(MigrationReport report) {
    return switch (report.phase()) {
      case Succeeded -> moved(report, report.totals());
      case RolledBack ->
          new MigrationVerdict(
              Tone.NOTICE,
              "rolled back, the source owns the stage as before"
                  + because(report)
                  + difference(report).map(text -> "; " + text).orElse(""));
      case Refused ->
          new MigrationVerdict(Tone.NOTICE, "refused, nothing was started" + because(report));
      default -> unfinished(report);
    };
  }

  private static MigrationVerdict moved(MigrationReport report, MigrationTotals totals) {
    Optional<String> difference = difference(report);
    if (difference.isPresent()) {
      return new MigrationVerdict(Tone.BAD, "moved, although " + difference.get());
    }
    if (totals.opened() < totals.partitions()) {
      return new MigrationVerdict(
          Tone.BAD, "only %s partitions were opened".formatted(ofAll(totals.opened(), totals)));
    }
    String gap =
        totals.longestGapMillis() == null
            ? ""
            : ", longest gap " + Figures.millis(totals.longestGapMillis());
    String compared =
        "%s records and %s outputs equal"
            .formatted(
                Figures.count(totals.recordsCompared()), Figures.count(totals.outputsCompared()));
    if (!report.compares()) {
      return new MigrationVerdict(
          Tone.NOTICE, StrategyOutcome.sentence(report, ofAll(totals.opened(), totals)) + gap);
    }
    if (totals.unproved() > 0) {
      return new MigrationVerdict(
          Tone.NOTICE,
          "moved, %s partitions opened without proof; %s%s"
              .formatted(ofAll(totals.unproved(), totals), compared, gap));
    }
    if (totals.recordsCompared() == 0) {
      return new MigrationVerdict(Tone.NOTICE, "moved; no record came that could be compared");
    }
    return new MigrationVerdict(
        Tone.GOOD,
        "moved and proved: %s, %s partitions equal at the cut%s"
            .formatted(compared, ofAll(totals.opened(), totals), gap));
  }

  private static String ofAll(int some, MigrationTotals totals) {
    return Figures.count(some) + " of " + Figures.count(totals.partitions());
  }

  private static MigrationVerdict unfinished(MigrationReport report) {
    Optional<String> difference = difference(report);
    boolean switched = report.phase() == MigrationPhase.Observing && difference.isEmpty();
    return new MigrationVerdict(
        Tone.NOTICE,
        switched
            ? "the target owns the stage, the source was still kept"
            : "not over, still " + report.phase() + difference.map(text -> "; " + text).orElse(""));
  }

  private static String because(MigrationReport report) {
    return report.reason() == null ? "" : ": " + report.reason();
  }

  /** The first difference that was found, if any. */
  private static Optional<String> difference(MigrationReport report) {
    return report.partitions().stream()
        .filter(PartitionMove::differs)
        .min(Comparator.comparingInt(PartitionMove::partition))
        .map(move -> difference(report.totals().mismatches(), move));
  }

  private static String difference(long mismatches, PartitionMove move) {
    Long sn = move.proof().firstDivergentSn();
    String key = move.proof().divergentKey();
    return "%s %s, first in partition %s%s%s"
        .formatted(
            Figures.count(mismatches),
            mismatches == 1 ? "comparison differs" : "comparisons differ",
            Figures.count(move.partition()),
            sn == null ? "" : " at SN " + Figures.count(sn),
            key == null ? "" : ", key " + key);
  }
}
