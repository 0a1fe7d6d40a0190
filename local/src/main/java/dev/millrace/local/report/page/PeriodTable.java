package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.OutputBucket;
import dev.millrace.local.report.migration.OutputTimeline;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The outputs before a migration, during it and after it, to be compared. */
final class PeriodTable {
  private PeriodTable() {}

  /**
   * The table. A bucket in which the migration begins counts as during, and so does the first with
   * outputs after the last partition changed hands: the gap of the switch ends there.
   */
  static Element of(OutputTimeline timeline, List<Period> periods) {
    Table table =
        Table.of(
                periods.isEmpty()
                    ? "Outputs of the whole run"
                    : "Outputs before, during and after, as far as the chart shows")
            .texts("Time")
            .numbers("Outputs", "p50, ms (median)", "p99, ms (highest)", "Gap, ms (longest)");
    if (periods.isEmpty()) {
      return row(table, "all", timeline.buckets()).build();
    }
    long start = periods.get(0).fromMillis();
    long switched =
        periods.stream()
            .filter(period -> period.kind() != Period.Kind.kept)
            .mapToLong(Period::untilMillis)
            .max()
            .orElse(start);
    boolean handed = periods.stream().anyMatch(period -> period.kind() == Period.Kind.hands);
    long length = timeline.bucketMillis();
    List<OutputBucket> buckets = timeline.buckets();
    long during =
        buckets.stream()
            .filter(bucket -> bucket.startMillis() > switched && bucket.outputs() > 0)
            .mapToLong(OutputBucket::startMillis)
            .findFirst()
            .orElse(switched);
    row(
        table,
        "before",
        buckets.stream().filter(bucket -> bucket.startMillis() + length <= start).toList());
    row(
        table,
        handed ? "during, until the first outputs after the switch" : "during",
        buckets.stream()
            .filter(
                bucket -> bucket.startMillis() + length > start && bucket.startMillis() <= during)
            .toList());
    row(table, "after", buckets.stream().filter(bucket -> bucket.startMillis() > during).toList());
    return table.build();
  }

  private static Table row(Table table, String name, List<OutputBucket> buckets) {
    List<Double> p50 = sorted(buckets, OutputBucket::latencyP50Millis);
    return table.row(
        name,
        Figures.count(buckets.stream().mapToLong(OutputBucket::outputs).sum()),
        p50.isEmpty() ? Table.NONE : Figures.tenths(p50.get((p50.size() - 1) / 2)),
        highest(sorted(buckets, OutputBucket::latencyP99Millis)),
        highest(sorted(buckets, OutputBucket::longestGapMillis)));
  }

  private static String highest(List<Double> sorted) {
    return sorted.isEmpty() ? Table.NONE : Figures.tenths(sorted.get(sorted.size() - 1));
  }

  private static List<Double> sorted(
      List<OutputBucket> buckets, Function<OutputBucket, Double> figure) {
    return buckets.stream().map(figure).filter(Objects::nonNull).sorted().toList();
  }
}
