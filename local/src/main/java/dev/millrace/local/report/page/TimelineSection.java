package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.report.migration.OutputTimeline;
import java.util.List;
import java.util.Optional;

/** The outputs over a whole run of a stage that was not moved. */
final class TimelineSection {
  private static final int MOST_BUCKETS = 700;

  private TimelineSection() {}

  static Element of(String id, OutputTimeline timeline, Pools pools, long originMillis) {
    Element section =
        Element.of("section").with("id", id).add(Element.of("h2").text(timeline.stage()));
    Optional<TimeScale> time = MigrationWindow.of(timeline, originMillis);
    if (time.isEmpty()) {
      return section.add(Element.of("p", "empty").text("This stage had no output."));
    }
    OutputTimeline drawn = timeline.inAtMost(MOST_BUCKETS);
    section.add(
        OutputChart.of(id + "-outputs", drawn, List.of(), time.get()),
        PeriodTable.of(timeline, List.of()));
    if (!timeline.ownership().isEmpty()) {
      section.add(
          new OwnershipChart(pools, time.get())
              .of(id + "-owners", timeline.ownership(), List.of()));
    }
    return section;
  }
}
