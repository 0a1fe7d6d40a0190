package dev.millrace.local.progress;

import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationTotals;
import java.util.List;

/** Migrations as the lines of a table, with the columns of {@code kubectl get mr}. */
public final class MigrationTable {
  private MigrationTable() {}

  /** The lines; one that says so if there is none. */
  public static List<String> lines(List<MigrationReport> reports) {
    if (reports.isEmpty()) {
      return List.of("No migrations.");
    }
    Columns columns = new Columns("llllrrr");
    columns.row("NAME", "STAGE", "FROM → TO", "PHASE", "VERIFIED", "GAP", "AGE");
    for (MigrationReport report : reports) {
      MigrationTotals totals = report.totals();
      columns.row(
          report.name(),
          report.stage(),
          report.from().pool() + " → " + report.to().pool(),
          report.phase().name(),
          report.compares() ? Figures.count(totals.recordsCompared()) : "–",
          totals.longestGapMillis() == null ? "–" : Figures.millis(totals.longestGapMillis()),
          Figures.millis(report.durationMillis()));
    }
    return columns.lines();
  }
}
