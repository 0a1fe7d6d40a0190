package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Text;
import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationTotals;
import dev.millrace.local.report.migration.OutputTimeline;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The consistency report of one migration. */
final class MigrationSection {
  private static final int MOST_BUCKETS = 700;

  private final Pools pools;
  private final long originMillis;

  MigrationSection(Pools pools, long originMillis) {
    this.pools = pools;
    this.originMillis = originMillis;
  }

  /**
   * The section.
   *
   * @param timeline of the stage, or null if it was not watched
   */
  Element of(String id, MigrationReport report, OutputTimeline timeline) {
    Element section =
        Element.of("section", "migration")
            .with("id", id)
            .add(
                Element.of("h2").add(new Text(report.name() + " "), Marks.outcome(report)),
                Element.of("p", "route").text(route(report)),
                Element.of(
                        "p", "sentence " + report.verdict().tone().name().toLowerCase(Locale.ROOT))
                    .text(sentence(report.verdict().sentence())),
                tiles(report.totals(), report));
    Optional<TimeScale> time = MigrationWindow.of(report, timeline, originMillis);
    if (time.isEmpty()) {
      section.add(Element.of("p", "empty").text("It never began, so there is nothing to draw."));
    } else {
      charts(section, id, report, timeline, time.get());
    }
    return section.add(PartitionTable.of(report));
  }

  private void charts(
      Element section, String id, MigrationReport report, OutputTimeline all, TimeScale time) {
    section.add(PhaseChart.of(id + "-phases", report.phases(), time));
    List<Period> periods = Period.of(report);
    OutputTimeline timeline =
        all == null
            ? new OutputTimeline(report.stage(), 1, List.of(), List.of())
            : all.between(time.fromMillis(), time.untilMillis());
    if (timeline.buckets().isEmpty()) {
      section.add(
          Element.of("p", "empty")
              .text("The outputs of this stage were not watched, so there is no chart of them."));
    } else {
      OutputTimeline drawn = timeline.inAtMost(MOST_BUCKETS);
      section.add(
          OutputChart.of(id + "-outputs", drawn, periods, time), PeriodTable.of(timeline, periods));
    }
    if (timeline.ownership().isEmpty() && report.partitions().isEmpty()) {
      section.add(Element.of("p", "empty").text("No owner of a partition was recorded."));
    } else {
      section.add(
          new OwnershipChart(pools, time)
              .of(id + "-owners", timeline.ownership(), report.partitions()));
    }
  }

  private static String route(MigrationReport report) {
    String route =
        "%s: %s → %s, strategy %s"
            .formatted(report.stage(), report.from(), report.to(), report.strategy());
    if (report.restart() != null) {
      return route + " " + report.restart();
    }
    return report.compares()
        ? route + ", source kept for " + Figures.millis(report.keepSourceMillis())
        : route;
  }

  private static Element tiles(MigrationTotals totals, MigrationReport report) {
    Tiles tiles = new Tiles();
    if (report.compares()) {
      tiles
          .tile(Figures.count(totals.recordsCompared()), "records compared")
          .tile(Figures.count(totals.outputsCompared()), "outputs compared")
          .fault(Figures.count(totals.mismatches()), "different", totals.mismatches() > 0);
    }
    tiles
        .tile(totals.opened() + "/" + totals.partitions(), "partitions switched")
        .tile(millis(totals.longestGapMillis()), "longest gap")
        .tile(millis(totals.longestUsualGapMillis()), "usual longest gap")
        .tile(millis(totals.longestSwitchToOpenMillis()), "longest switch to open");
    if (report.compares()) {
      tiles
          .tile(Figures.bytes(totals.stateBytes()), "of state moved")
          .tile(Figures.bytes(totals.bytesSent()), "sent");
    } else {
      tiles.tile(millis(totals.longestDowntimeMillis()), "stood still at most");
    }
    return tiles.tile(Figures.millis(report.durationMillis()), "from start to end").build();
  }

  private static String millis(Double millis) {
    return millis == null ? Table.NONE : Figures.millis(millis);
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }
}
