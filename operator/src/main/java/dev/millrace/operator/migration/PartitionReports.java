package dev.millrace.operator.migration;

import dev.millrace.api.PartitionReport;
import dev.millrace.controllog.migration.PartitionProof;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The consistency report, partition by partition. */
final class PartitionReports {
  private PartitionReports() {}

  /**
   * What is known now. A coordinator that has started anew has compared less than the one before
   * it: what that one had found stands until more is known.
   */
  static List<PartitionReport> of(List<PartitionReport> before, List<PartitionProof> proofs) {
    Map<Integer, PartitionReport> known =
        before == null
            ? Map.of()
            : before.stream()
                .collect(Collectors.toMap(PartitionReport::partition, Function.identity()));
    return proofs.stream().map(proof -> report(known.get(proof.partition()), proof)).toList();
  }

  private static PartitionReport report(PartitionReport before, PartitionProof proof) {
    boolean opened = proof.openedAtMillis() > 0;
    boolean more =
        before == null
            || before.recordsCompared() == null
            || proof.recordsCompared() >= before.recordsCompared();
    return new PartitionReport(
        proof.partition(),
        more ? (Long) proof.recordsCompared() : before.recordsCompared(),
        more ? (Long) proof.outputsCompared() : before.outputsCompared(),
        more ? orNull(proof.firstCommonSn()) : before.firstCommonSn(),
        more ? orNull(proof.lastCommonSn()) : before.lastCommonSn(),
        more ? (Long) proof.mismatches() : before.mismatches(),
        proof.firstDifferentSn() != 0 || before == null
            ? orNull(proof.firstDifferentSn())
            : before.firstDivergentSn(),
        proof.differingKey() != null || before == null
            ? proof.differingKey()
            : before.divergentKey(),
        opened ? (Long) proof.cut() : kept(before, PartitionReport::cut),
        opened
            ? (Double) (double) (proof.openedAtMillis() - proof.switchedAtMillis())
            : kept(before, PartitionReport::switchToOpenMillis),
        null,
        null,
        opened ? proof.opening() : kept(before, PartitionReport::opening),
        null,
        null,
        null,
        proof.snapshotBytes() > 0 || before == null
            ? (Long) proof.snapshotBytes()
            : before.stateBytes(),
        null);
  }

  /** Records found equal, of those compared. */
  static String verified(List<PartitionReport> reports) {
    long compared = sum(reports, PartitionReport::recordsCompared);
    long different = sum(reports, PartitionReport::mismatches);
    return String.format(Locale.ROOT, "%,d/%,d", Math.max(0, compared - different), compared);
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

  private static <T> T kept(PartitionReport before, Function<PartitionReport, T> of) {
    return before == null ? null : of.apply(before);
  }

  private static Long orNull(long sn) {
    return sn == 0 ? null : sn;
  }
}
