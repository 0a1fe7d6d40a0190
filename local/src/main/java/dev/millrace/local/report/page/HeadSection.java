package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.report.RunReport;
import dev.millrace.local.report.migration.Figures;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The run and its verdict, in large letters. */
final class HeadSection {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final double SECOND_MILLIS = 1_000;

  private HeadSection() {}

  static Element of(RunReport report) {
    Element head =
        Element.of("header")
            .add(
                Element.of("p", "kicker").text("Millrace run report"),
                Element.of("h1").text(report.manifests()),
                Element.of("p", "about").text(about(report)),
                Element.of("div", "verdict " + (report.holds() ? "good" : "bad"))
                    .with("role", "status")
                    .add(
                        Element.of("span", "sign")
                            .with("aria-hidden", "true")
                            .text(report.holds() ? "✓" : "✕"),
                        Element.of("div")
                            .add(Element.of("strong").text(sentence(report.summary())))));
    if (report.messages() != null) {
      head.add(tiles(report));
    }
    if (!report.failures().isEmpty()) {
      Element failures = Element.of("ul", "failures");
      report.failures().forEach(failure -> failures.add(Element.of("li").text(failure)));
      head.add(Element.of("h2").text("What failed"), failures);
    }
    return head;
  }

  private static String about(RunReport report) {
    Instant started = report.startedAt();
    return "Started %s. Up after %s, ran for %s, ended in %s, of which %s for the checks. Ended by: %s%s."
        .formatted(
            START.format(started),
            seconds(report.startupSeconds()),
            seconds(report.runSeconds()),
            seconds(report.endSeconds()),
            seconds(report.checkSeconds()),
            report.endedBy(),
            report.drained() ? "" : ", with input that was not read to its end");
  }

  private static Element tiles(RunReport report) {
    RunReport.Messages messages = report.messages();
    Tiles tiles =
        new Tiles()
            .tile(Figures.count(messages.acknowledged()), "messages acknowledged")
            .tile(Figures.count(messages.found() - messages.unacknowledgedFound()), "of them found")
            .tile(outputs(report, RunReport.Stage::expected), "outputs expected")
            .tile(outputs(report, RunReport.Stage::found), "outputs found")
            .tile(seconds(report.runSeconds()), "run");
    fault(tiles, report, "missing", RunReport.Defects::missing);
    fault(tiles, report, "repeated", RunReport.Defects::repeated);
    fault(tiles, report, "reordered", RunReport.Defects::reordered);
    fault(tiles, report, "different", RunReport.Defects::different);
    fault(tiles, report, "unexpected", RunReport.Defects::unexpected);
    return tiles.build();
  }

  private static String outputs(RunReport report, ToLongFunction<RunReport.Stage> count) {
    return Figures.count(report.stages().stream().mapToLong(count).sum());
  }

  private static void fault(
      Tiles tiles, RunReport report, String what, ToLongFunction<RunReport.Defects> count) {
    long all =
        count.applyAsLong(report.messages().defects())
            + report.stages().stream().map(RunReport.Stage::defects).mapToLong(count).sum();
    tiles.fault(Figures.count(all), what, all > 0 && !report.holds());
  }

  private static String sentence(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String seconds(double seconds) {
    return Figures.millis(seconds * SECOND_MILLIS);
  }
}
