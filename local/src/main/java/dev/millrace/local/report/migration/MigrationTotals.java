package dev.millrace.local.report.migration;

import dev.millrace.api.PartitionReport;
import dev.millrace.api.PartitionReport.Opening;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The partitions of a migration taken together; an extreme is null if no partition has the figure.
 *
 * @param partitions how many there are
 * @param opened how many the target has opened
 * @param unproved how many of those it opened without a comparison at the cut
 * @param mismatches comparisons that differed
 */
public record MigrationTotals(
    int partitions,
    int opened,
    int unproved,
    long recordsCompared,
    long outputsCompared,
    long mismatches,
    Double longestSwitchToOpenMillis,
    Double longestGapMillis,
    Double longestUsualGapMillis,
    Double longestDowntimeMillis,
    long stateBytes,
    long bytesSent) {
  static MigrationTotals of(List<PartitionMove> moves) {
    return new MigrationTotals(
        moves.size(),
        (int) moves.stream().filter(PartitionMove::opened).count(),
        (int) moves.stream().filter(MigrationTotals::unproved).count(),
        sum(moves, PartitionReport::recordsCompared),
        sum(moves, PartitionReport::outputsCompared),
        sum(moves, PartitionReport::mismatches),
        longest(moves, PartitionReport::switchToOpenMillis),
        longest(moves, PartitionReport::outputGapMillis),
        longest(moves, PartitionReport::usualGapMillis),
        longest(moves, PartitionReport::downtimeMillis),
        sum(moves, PartitionReport::stateBytes),
        sum(moves, PartitionReport::bytesSent));
  }

  private static boolean unproved(PartitionMove move) {
    return move.opened() && move.proof().opening() != Opening.Proved;
  }

  private static long sum(List<PartitionMove> moves, Function<PartitionReport, Long> figure) {
    return moves.stream()
        .map(move -> figure.apply(move.proof()))
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .sum();
  }

  private static Double longest(
      List<PartitionMove> moves, Function<PartitionReport, Double> figure) {
    return moves.stream()
        .map(move -> figure.apply(move.proof()))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
