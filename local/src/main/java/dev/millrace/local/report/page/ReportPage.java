package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Style;
import dev.millrace.local.report.RunReport;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.OutputTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The report of a run as a page. */
public final class ReportPage {
  private static final double SECOND_MILLIS = 1_000;
  private static final String SHEET = sheet();

  private ReportPage() {}

  /**
   * The whole page, at once well-formed XML and HTML. It refers to nothing outside, and every text
   * of the report is escaped. Its times count from when everything ran, as the status table does.
   */
  public static String render(RunReport report) {
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n");
    Element.of("html")
        .with("xmlns", "http://www.w3.org/1999/xhtml")
        .with("lang", "en")
        .add(
            Element.of("head")
                .add(
                    Element.of("meta").with("charset", "utf-8"),
                    Element.of("meta")
                        .with("name", "viewport")
                        .with("content", "width=device-width, initial-scale=1"),
                    Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
                    Element.of("title")
                        .text(
                            (report.holds() ? "✓ " : "✕ ")
                                + report.manifests()
                                + " – Millrace run"),
                    Element.of("style").add(new Style(SHEET))),
            body(report))
        .write(page);
    return page.append('\n').toString();
  }

  private static Element body(RunReport report) {
    Pools pools = Pools.of(report);
    long origin =
        report.startedAt().toEpochMilli() + Math.round(report.startupSeconds() * SECOND_MILLIS);
    Element main =
        Element.of("main")
            .add(
                HeadSection.of(report),
                OverviewSection.of(report.migrations()),
                ChecksSection.of(report));
    MigrationSection migrations = new MigrationSection(pools, origin);
    for (int i = 0; i < report.migrations().size(); i++) {
      MigrationReport migration = report.migrations().get(i);
      main.add(
          migrations.of(OverviewSection.id(i), migration, timeline(report, migration.stage())));
    }
    for (int i = 0; i < report.timelines().size(); i++) {
      OutputTimeline timeline = report.timelines().get(i);
      if (moved(report.migrations(), timeline.stage())) {
        continue;
      }
      main.add(TimelineSection.of("stage-" + (i + 1), timeline, pools, origin));
    }
    return Element.of("body").add(Pools.patterns(), main.add(PartsSection.of(report)));
  }

  private static boolean moved(List<MigrationReport> migrations, String stage) {
    return migrations.stream().anyMatch(migration -> migration.stage().equals(stage));
  }

  private static OutputTimeline timeline(RunReport report, String stage) {
    return report.timelines().stream()
        .filter(timeline -> timeline.stage().equals(stage))
        .findFirst()
        .orElse(null);
  }

  private static String sheet() {
    try (InputStream sheet = ReportPage.class.getResourceAsStream("page.css")) {
      if (sheet == null) {
        throw new IllegalStateException("page.css is not beside " + ReportPage.class);
      }
      return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
