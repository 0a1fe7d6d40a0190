package dev.millrace.local.report.migration;

import dev.millrace.api.MigrationRequestSpec.Restart;
import java.util.List;
import java.util.Objects;

/** What a migration that compared nothing on its way comes to, in words. */
public final class StrategyOutcome {
  private StrategyOutcome() {}

  /** The sentence of a migration that has moved; {@code opened} says how many partitions. */
  static String sentence(MigrationReport report, String opened) {
    String still =
        report.totals().longestDowntimeMillis() == null
            ? ""
            : ", stood still for %s at most"
                .formatted(Figures.millis(report.totals().longestDowntimeMillis()));
    return "moved, not compared: %s partitions %s%s".formatted(opened, how(report), still);
  }

  private static String how(MigrationReport report) {
    return switch (report.strategy()) {
      case Restart ->
          report.restart() == Restart.WithoutState
              ? "born anew, what the stage knew is forgotten"
              : "restarted with their state";
      case StateTransfer -> "took over their state";
      case WindowSynchronised -> "took over " + agreement(report);
      case Parallel -> "took over";
    };
  }

  private static String agreement(MigrationReport report) {
    List<Long> offsets =
        report.partitions().stream()
            .map(move -> move.proof().synchronisationOffset())
            .filter(Objects::nonNull)
            .filter(offset -> offset != 0)
            .toList();
    long most = offsets.stream().mapToLong(Math::abs).max().orElse(0);
    return offsets.isEmpty()
        ? "where the counts agreed"
        : "where the counts nearly agreed, in %s a count was corrected, by %s at most"
            .formatted(Figures.count(offsets.size()), Figures.count(most));
  }

  /** How the counts of one partition agreed; null if they did not, or nobody waited for it. */
  public static String agreement(PartitionMove move) {
    Long offset = move.proof().synchronisationOffset();
    if (offset == null) {
      return null;
    }
    return offset == 0
        ? "counts agreed"
        : "%s ahead by %s, corrected"
            .formatted(offset > 0 ? "source" : "target", Figures.count(Math.abs(offset)));
  }
}
