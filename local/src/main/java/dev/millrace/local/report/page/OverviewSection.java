package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Text;
import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationTotals;
import java.util.List;

/** All migrations of a run, a line each, with the way to the section of each. */
final class OverviewSection {
  private OverviewSection() {}

  static Element of(List<MigrationReport> migrations) {
    Element section =
        Element.of("section").with("id", "migrations").add(Element.of("h2").text("Migrations"));
    if (migrations.isEmpty()) {
      return section.add(Element.of("p", "empty").text("No stage was moved in this run."));
    }
    Table table =
        Table.of("The migrations of this run, in the order in which they began")
            .texts("Migration", "Outcome", "Stage", "From → to")
            .numbers("Records equal", "Longest gap", "Took");
    for (int i = 0; i < migrations.size(); i++) {
      MigrationReport migration = migrations.get(i);
      MigrationTotals totals = migration.totals();
      table.row(
          List.of(
              Element.of("a").with("href", "#" + id(i)).text(migration.name()),
              Marks.outcome(migration),
              new Text(migration.stage()),
              new Text(migration.from().pool() + " → " + migration.to().pool()),
              new Text(compared(migration, totals)),
              new Text(
                  totals.longestGapMillis() == null
                      ? Table.NONE
                      : Figures.millis(totals.longestGapMillis())),
              new Text(Figures.millis(migration.durationMillis()))));
    }
    return section.add(table.build());
  }

  private static String compared(MigrationReport migration, MigrationTotals totals) {
    if (!migration.compares()) {
      return Table.NONE;
    }
    return totals.mismatches() == 0
        ? Figures.count(totals.recordsCompared())
        : Figures.count(totals.mismatches()) + " differ";
  }

  /** The mark of a migration's section. */
  static String id(int number) {
    return "migration-" + (number + 1);
  }
}
