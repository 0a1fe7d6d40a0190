package dev.millrace.local.progress;

import dev.millrace.local.report.migration.MigrationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A line for each step of each migration, once. One thread. */
final class MigrationNews {
  private final Map<String, String> told = new HashMap<>();

  /** The lines that have not been told yet. */
  List<String> lines(Duration elapsed, List<MigrationReport> reports) {
    List<String> news = new ArrayList<>();
    for (MigrationReport report : reports) {
      String phase = report.phase().name();
      if (!phase.equals(told.put(report.name(), phase))) {
        news.add(MigrationText.line(elapsed, report));
      }
    }
    return news;
  }
}
