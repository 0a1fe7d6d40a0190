package dev.millrace.local.progress;

import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationTotals;
import java.time.Duration;

/** A migration while it goes on, in a line. */
public final class MigrationText {
  private MigrationText() {}

  /**
   * The line that says where a migration is.
   *
   * @param elapsed since the run began
   */
  public static String line(Duration elapsed, MigrationReport report) {
    return "%s  migration  %s: %s"
        .formatted(Texts.clock(elapsed), report.shortStage(), what(report, report.totals()));
  }

  private static String what(MigrationReport report, MigrationTotals totals) {
    return switch (report.phase()) {
      case Pending -> phase(report, "waits for its checks");
      case Preparing -> phase(report, "the target starts");
      case Transferring ->
          phase(
              report,
              report.compares()
                  ? Figures.bytes(totals.stateBytes()) + " of state moved"
                  : "the source stands still");
      case CatchingUp -> phase(report, "the target reads what came since");
      case Verifying ->
          phase(report, report.compares() ? compared(totals) : "waits until the counts agree");
      case CuttingOver -> phase(report, switched(totals) + " partitions switched");
      case Observing ->
          "switched %s partitions, %s, source kept %s for roll-back"
              .formatted(switched(totals), gap(totals), Figures.millis(report.keepSourceMillis()));
      case Finishing -> phase(report, "the source is removed");
      case RollingBack -> phase(report, reason(report));
      case Succeeded ->
          phase(
              report,
              "in %s, %s, %s"
                  .formatted(
                      Figures.millis(report.durationMillis()),
                      report.compares() ? compared(totals) : still(totals),
                      gap(totals)));
      case RolledBack, Refused -> phase(report, reason(report));
    };
  }

  private static String phase(MigrationReport report, String more) {
    return "%s → %s    %s%s"
        .formatted(
            report.from().pool(),
            report.to().pool(),
            report.phase(),
            more.isEmpty() ? "" : "  " + more);
  }

  private static String compared(MigrationTotals totals) {
    return totals.mismatches() == 0
        ? Figures.count(totals.recordsCompared()) + " records equal, 0 different"
        : "%s records compared, %s comparisons differ"
            .formatted(Figures.count(totals.recordsCompared()), Figures.count(totals.mismatches()));
  }

  private static String still(MigrationTotals totals) {
    return totals.longestDowntimeMillis() == null
        ? "never stood still"
        : "stood still " + Figures.millis(totals.longestDowntimeMillis());
  }

  private static String switched(MigrationTotals totals) {
    return Figures.count(totals.opened()) + "/" + Figures.count(totals.partitions());
  }

  private static String gap(MigrationTotals totals) {
    return totals.longestGapMillis() == null
        ? "no output around the switch"
        : "longest gap " + Figures.millis(totals.longestGapMillis());
  }

  private static String reason(MigrationReport report) {
    return report.reason() == null ? "" : Texts.oneLine(report.reason());
  }
}
