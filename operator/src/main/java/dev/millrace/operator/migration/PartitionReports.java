package dev.millrace.operator.migration;

import dev.millrace.api.PartitionReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The consistency report, partition by partition. */
final class PartitionReports {
  private PartitionReports() {}

  /**
   * What is known now. A coordinator that has started anew has compared less than the one before
   * it, and seen less: what that one had found stands until more is known.
   */
  static List<PartitionReport> of(List<PartitionReport> before, List<PartitionReport> now) {
    Map<Integer, PartitionReport> known =
        before == null
            ? Map.of()
            : before.stream()
                .collect(Collectors.toMap(PartitionReport::partition, Function.identity()));
    return now.stream()
        .map(
            report ->
                known.containsKey(report.partition())
                    ? merged(known.get(report.partition()), report)
                    : report)
        .toList();
  }

  private static PartitionReport merged(PartitionReport before, PartitionReport now) {
    PartitionReport compared = hasComparedMore(before, now) ? now : before;
    return new PartitionReport(
        now.partition(),
        compared.recordsCompared(),
        compared.outputsCompared(),
        compared.firstCommonSn(),
        compared.lastCommonSn(),
        compared.mismatches(),
        later(before, now, PartitionReport::firstDivergentSn),
        later(before, now, PartitionReport::divergentKey),
        later(before, now, PartitionReport::cut),
        later(before, now, PartitionReport::switchToOpenMillis),
        later(before, now, PartitionReport::outputGapMillis),
        later(before, now, PartitionReport::usualGapMillis),
        later(before, now, PartitionReport::opening),
        later(before, now, PartitionReport::downtimeMillis),
        later(before, now, PartitionReport::synchronisation),
        later(before, now, PartitionReport::synchronisationOffset),
        stateBytes(before, now),
        later(before, now, PartitionReport::bytesSent));
  }

  private static boolean hasComparedMore(PartitionReport before, PartitionReport now) {
    return before.recordsCompared() == null
        || now.recordsCompared() != null && now.recordsCompared() >= before.recordsCompared();
  }

  private static Long stateBytes(PartitionReport before, PartitionReport now) {
    boolean moved = now.stateBytes() != null && now.stateBytes() > 0;
    return moved || before.stateBytes() == null ? now.stateBytes() : before.stateBytes();
  }

  private static <T> T later(
      PartitionReport before, PartitionReport now, Function<PartitionReport, T> of) {
    return of.apply(now) == null ? of.apply(before) : of.apply(now);
  }

  /** Records found equal, of those compared; null if nothing is compared. */
  static String verified(List<PartitionReport> reports) {
    if (reports.stream().allMatch(report -> report.recordsCompared() == null)) {
      return null;
    }
    long compared = sum(reports, PartitionReport::recordsCompared);
    long different = sum(reports, PartitionReport::mismatches);
    return String.format(Locale.ROOT, "%,d/%,d", Math.max(0, compared - different), compared);
  }

  /** The first difference of each partition that has one, as a sentence; empty if none has. */
  static Optional<String> difference(List<PartitionReport> reports) {
    List<String> found =
        reports == null
            ? List.of()
            : reports.stream()
                .filter(report -> report.firstDivergentSn() != null)
                .map(PartitionReports::difference)
                .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", found));
  }

  private static String difference(PartitionReport report) {
    String key = report.divergentKey() == null ? "" : ", key '%s'".formatted(report.divergentKey());
    return "Partition %d differs from SN %d on%s."
        .formatted(report.partition(), report.firstDivergentSn(), key);
  }

  /** The longest time that a partition took to change hands; null before any did. */
  static String gap(List<PartitionReport> reports) {
    return reports.stream()
        .map(PartitionReport::switchToOpenMillis)
        .filter(Objects::nonNull)
        .max(Double::compare)
        .map(millis -> String.format(Locale.ROOT, "%.0fms", millis))
        .orElse(null);
  }

  private static long sum(List<PartitionReport> reports, Function<PartitionReport, Long> of) {
    return reports.stream().map(of).filter(Objects::nonNull).mapToLong(Long::longValue).sum();
  }
}
