package dev.millrace.local.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.api.MigrationPhase;
import dev.millrace.api.PartitionReport;
import dev.millrace.local.report.Reports;
import dev.millrace.local.report.RunReport;
import dev.millrace.local.report.SampleRun;
import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.OutputBucket;
import dev.millrace.local.report.migration.OutputTimeline;
import dev.millrace.local.report.migration.PartitionMove;
import dev.millrace.local.report.migration.PhaseSpan;
import dev.millrace.local.report.migration.SampleMigrations;
import dev.millrace.local.report.migration.SampleTimelines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportPageTest {
  private static final RunReport FULL =
      SampleRun.good(SampleMigrations.all(), SampleTimelines.all());

  /** The pages also lie in target/, to be looked at. */
  @Test
  void pagesAreWellFormedAndReferToNothingOutside() throws Exception {
    Map<String, RunReport> reports =
        Map.of(
            "full", FULL,
            "still", SampleRun.good(List.of(), SampleTimelines.all()),
            "empty", SampleRun.good(List.of(), List.of()),
            "bad", SampleRun.bad("a", "b"));
    for (Map.Entry<String, RunReport> report : reports.entrySet()) {
      Path file = Path.of("target", "pages", report.getKey() + ".html");
      PageFile.write(report.getValue(), file);
      String page = Files.readString(file);
      Pages.parse(page);
      assertThat(page.replaceAll(" xmlns=\"[^\"]*\"", ""))
          .doesNotContain("http:")
          .doesNotContain("https:")
          .doesNotContain("url(//")
          .doesNotContain("<script")
          .doesNotContain("@import");
    }
  }

  @Test
  void everythingThatIsReferredToIsThereOnce() throws Exception {
    Document page = Pages.parse(ReportPage.render(FULL));
    List<String> ids = Pages.attributes(page, "id");
    assertThat(ids).doesNotHaveDuplicates();
    List<String> references = new ArrayList<>();
    Pages.attributes(page, "href").forEach(href -> references.add(href.substring(1)));
    Pages.attributes(page, "aria-labelledby")
        .forEach(labels -> references.addAll(List.of(labels.split(" "))));
    Pages.attributes(page, "fill")
        .forEach(fill -> references.add(fill.replace("url(#", "").replace(")", "")));
    assertThat(references).isNotEmpty();
    assertThat(ids).containsAll(references);
  }

  @Test
  void everyDrawingHasATitleAndADescription() throws Exception {
    NodeList drawings = Pages.parse(ReportPage.render(FULL)).getElementsByTagName("svg");
    assertThat(drawings.getLength()).isEqualTo(1 + 3 * 3);
    for (int i = 1; i < drawings.getLength(); i++) {
      Element drawing = (Element) drawings.item(i);
      assertThat(drawing.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
      assertThat(drawing.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
    }
  }

  @Test
  void everyFigureOfEveryPartitionAndPhaseIsInSight() throws Exception {
    Document page = Pages.parse(ReportPage.render(FULL));
    for (int i = 0; i < FULL.migrations().size(); i++) {
      MigrationReport migration = FULL.migrations().get(i);
      Set<String> shown = Pages.texts(Pages.byId(page, OverviewSection.id(i)));
      for (PartitionMove move : migration.partitions()) {
        assertThat(shown).as("partition %d", move.partition()).containsAll(figures(move.proof()));
      }
      for (PhaseSpan phase : migration.phases()) {
        assertThat(shown).contains(phase.phase().name());
        if (phase.durationMillis() > 0) {
          assertThat(shown).contains(Figures.millis(phase.durationMillis()));
        }
      }
      assertThat(shown)
          .contains(
              Figures.count(migration.totals().recordsCompared()),
              Figures.count(migration.totals().outputsCompared()),
              Figures.bytes(migration.totals().stateBytes()),
              Figures.bytes(migration.totals().bytesSent()));
    }
  }

  /** Whoever adds a number to the run's own report has to show it. */
  @Test
  void everyCountOfTheRunIsInSight() throws Exception {
    Set<String> shown = Pages.texts(Pages.parse(ReportPage.render(FULL)).getDocumentElement());
    JsonNode json = new ObjectMapper().readTree(Reports.line(FULL));
    for (String list : List.of("gateways", "fleets", "stages")) {
      for (JsonNode part : json.get(list)) {
        part.properties()
            .forEach(
                field -> {
                  if (field.getValue().isIntegralNumber()) {
                    assertThat(shown)
                        .as(field.getKey())
                        .contains(Figures.count(field.getValue().asLong()));
                  } else if (field.getValue().isNumber()) {
                    assertThat(shown)
                        .as(field.getKey())
                        .contains(Figures.tenths(field.getValue().asDouble()));
                  }
                });
      }
    }
  }

  @Test
  void hostileTextsAreOnlyTexts() throws Exception {
    String hostile = "<script>alert('1')</script>\"]]>&lt;\u0000\u001b[2J\ud800 x";
    RunReport bad = SampleRun.bad(hostile, hostile);
    String page = ReportPage.render(bad);
    assertThat(page).doesNotContain("<script");
    Set<String> shown = Pages.texts(Pages.parse(page).getDocumentElement());
    assertThat(shown).contains("<script>alert('1')</script>\"]]>&lt;\uFFFD\uFFFD[2J\uFFFD x");
  }

  @Test
  void aKeyThatDiffersIsNamedAsItIs() throws Exception {
    Document page = Pages.parse(ReportPage.render(FULL));
    assertThat(Pages.texts(Pages.byId(page, "migration-3")))
        .contains(
            "Partition 3 differs, first at SN 9,043, in a record with the key lot-<south>-\"3\".");
  }

  @Test
  void anIdlePartitionIsShownAsIdle() throws Exception {
    Document page = Pages.parse(ReportPage.render(FULL));
    assertThat(Pages.texts(Pages.byId(page, "migration-1")))
        .as("in the chart and in the table")
        .contains("idle", "idle, proved");
    assertThat(Pages.texts(Pages.byId(page, "migration-3"))).contains("idle", "idle, not opened");
    assertThat(Pages.texts(Pages.byId(page, "migration-2"))).doesNotContain("idle");
  }

  @Test
  void aFencedOpeningIsNotCalledProved() throws Exception {
    Document page = Pages.parse(ReportPage.render(FULL));
    assertThat(Pages.texts(Pages.byId(page, "migration-2"))).contains("fenced, not proved");
    assertThat(Pages.texts(Pages.byId(page, "migration-1"))).doesNotContain("fenced, not proved");
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    assertThat(shown(SampleRun.good(List.of(), List.of())))
        .contains("No stage was moved in this run.");
    MigrationReport moved = SampleMigrations.succeeded();
    assertThat(shown(SampleRun.good(List.of(moved), List.of())))
        .contains("The outputs of this stage were not watched, so there is no chart of them.")
        .contains("owner not recorded");
    assertThat(shown(SampleRun.good(List.of(refused()), List.of())))
        .contains("It never began, so there is nothing to draw.", "No partition was touched.");
    OutputTimeline silent = new OutputTimeline("parking/alarms", 500, List.of(), List.of());
    assertThat(shown(SampleRun.good(List.of(), List.of(silent))))
        .contains("This stage had no output.");
  }

  @Test
  void aTimeWithoutOutputsSaysSoInsteadOfDrawingZero() throws Exception {
    MigrationReport moved = SampleMigrations.succeeded();
    OutputTimeline all = SampleTimelines.count();
    OutputTimeline silent =
        new OutputTimeline(
            all.stage(),
            all.bucketMillis(),
            all.buckets().stream()
                .map(bucket -> new OutputBucket(bucket.startMillis(), null, null, 0, null))
                .toList(),
            all.ownership());
    assertThat(shown(SampleRun.good(List.of(moved), List.of(silent))))
        .contains("no latency was measured in this time", "no output in this time")
        .doesNotContain("p50");
  }

  @Test
  void figuresAreTheSameInEveryLocale() {
    String usual = ReportPage.render(FULL);
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("de-DE", "ar-EG", "tr-TR")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(ReportPage.render(FULL).lines().toList())
            .as(tag)
            .isEqualTo(usual.lines().toList());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatWasNotComparedIsNeverCalledProved() throws Exception {
    RunReport report = SampleRun.good(SampleMigrations.others(), SampleTimelines.all());
    PageFile.write(report, Path.of("target", "pages", "strategies.html"));
    Set<String> texts = shown(report);
    assertThat(texts)
        .noneMatch(text -> text.contains("proved"))
        .noneMatch(text -> text.contains("source kept for"))
        .anyMatch(text -> text.contains("target ahead by 3, corrected, not compared"))
        .anyMatch(text -> text.contains("strategy Restart WithoutState"))
        .anyMatch(text -> text.contains("640 ms"));
  }

  private static MigrationReport refused() {
    MigrationReport some = SampleMigrations.rolledBack();
    return new MigrationReport(
        some.name(),
        some.stage(),
        some.strategy(),
        some.restart(),
        some.from(),
        some.to(),
        MigrationPhase.Refused,
        "the pool has no node",
        30_000,
        List.of(),
        List.of());
  }

  private static Set<String> shown(RunReport report) throws Exception {
    return Pages.texts(Pages.parse(ReportPage.render(report)).getDocumentElement());
  }

  private static Set<String> figures(PartitionReport proof) {
    Set<String> figures = new HashSet<>();
    for (Long count :
        new Long[] {
          proof.cut(), proof.recordsCompared(), proof.outputsCompared(), proof.mismatches()
        }) {
      figures.add(count == null ? Table.NONE : Figures.count(count));
    }
    figures.add(
        proof.firstCommonSn() == null
            ? Table.NONE
            : Figures.count(proof.firstCommonSn()) + "–" + Figures.count(proof.lastCommonSn()));
    for (Double millis :
        new Double[] {
          proof.switchToOpenMillis(), proof.outputGapMillis(), proof.usualGapMillis()
        }) {
      figures.add(millis == null ? Table.NONE : Figures.tenths(millis));
    }
    for (Long bytes : new Long[] {proof.stateBytes(), proof.bytesSent()}) {
      figures.add(bytes == null ? Table.NONE : Figures.bytes(bytes));
    }
    return figures;
  }
}
