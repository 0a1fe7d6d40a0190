package dev.millrace.local.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.local.check.Defect;
import dev.millrace.local.report.ReportFiles;
import dev.millrace.local.report.RunReport;
import dev.millrace.local.running.RunStatus;
import dev.millrace.local.running.StageStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final ReportFiles FILES = ReportFiles.of(Path.of("r.json"));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void theTableShowsWhatMatters() {
    List<String> lines = new StatusTable("run x", Duration.ofSeconds(60)).lines(status(null));
    assertThat(lines)
        .containsExactly(
            "millrace run x  00:23 of 01:00",
            "broker   embedded Kafka, 127.0.0.1:39092",
            "gateway  gates  edge-north  412 msg/s  12,345 accepted  1 refused"
                + "  coap://127.0.0.1:5683",
            "         stage          pool        engine  rec/s  lag  log time    out  late  dead",
            "stage    parking.count  edge-north  light     800    3    -1.2 s  4,820     2     1",
            "devices  200 devices, 48,211 sent, 48,200 acknowledged, 4 refused, 5 without answer,"
                + " p50 1.9 ms p99 11 ms");
  }

  @Test
  void errorsShowInTheTableAsOneLine() {
    List<String> lines = new StatusTable("run x", null).lines(status("stage a:\n it\tfails"));
    assertThat(lines).last().isEqualTo("error    stage a: it fails");
  }

  @Test
  void aTerminalIsDrawnOverInPlaceAndLinesAreCutAtItsWidth() {
    TerminalProgress progress = new TerminalProgress(out, "run x", null, () -> 40);
    progress.status(status(null));
    String first = text();
    assertThat(first).doesNotContain("A\r");
    assertThat(first.lines().map(ProgressTest::visible)).allMatch(line -> line.length() <= 40);
    bytes.reset();
    progress.status(status(null));
    assertThat(text()).contains("\u001b[6A\r");
    bytes.reset();
    progress.phase("stages stop");
    progress.phase("checking");
    assertThat(text()).contains("stages stop …").contains("\u001b[7A\r").contains("checking …");
    bytes.reset();
    progress.close();
    assertThat(text()).as("cursor and wrapping are given back").contains("\u001b[?25h");
  }

  @Test
  void withoutATerminalThereAreNoControlCharacters() {
    Progress progress = new LineProgress(out, "run x", null);
    progress.phase("starting");
    progress.status(status(null));
    progress.status(status(null));
    progress.finished(report(), FILES);
    assertThat(text()).doesNotContain("\u001b").contains("starting ...").contains("verdict");
    assertThat(text().lines().filter(line -> line.startsWith("millrace run x"))).hasSize(1);
  }

  @Test
  void everyLineOfJsonIsAnObject() throws Exception {
    Progress progress = new JsonProgress(out);
    progress.phase("starting");
    progress.status(status("bad"));
    progress.finished(report(), FILES);
    List<String> lines = text().lines().toList();
    assertThat(lines).hasSize(3);
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(lines.get(0)).get("phase").asText()).isEqualTo("starting");
    JsonNode status = json.readTree(lines.get(1)).get("status");
    assertThat(status.get("elapsed").asDouble()).isEqualTo(23.0);
    assertThat(status.get("stages").get(0).get("status").get("lag").asLong()).isEqualTo(3);
    JsonNode result = json.readTree(lines.get(2));
    assertThat(result.get("event").asText()).isEqualTo("result");
    assertThat(result.get("report").get("startedAt").asText()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void theVerdictShowsTheFirstDefectsWithBothSides() {
    assertThat(Verdict.lines(report(), FILES))
        .containsExactly(
            "checked  10 acknowledged, 9 found, 1 missing, 0 repeated, 0 reordered, 0 different,"
                + " 0 unexpected",
            "  MISSING in-0 127.0.0.1:9 ab 1",
            "    expected: once",
            "    found:    nothing",
            "failed   something else",
            "verdict  FAILED: it",
            "report   r.json  r.html");
  }

  @Test
  void figuresReadWell() {
    assertThat(Texts.micros(0)).isEqualTo("0 µs");
    assertThat(Texts.micros(850)).isEqualTo("850 µs");
    assertThat(Texts.micros(1_940)).isEqualTo("1.9 ms");
    assertThat(Texts.micros(11_200)).isEqualTo("11 ms");
    assertThat(Texts.micros(2_350_000)).isEqualTo("2.4 s");
    assertThat(Texts.rate(0.25)).isEqualTo("0.3");
    assertThat(Texts.rate(12_345.6)).isEqualTo("12,346");
    assertThat(Texts.clock(Duration.ofSeconds(3_723))).isEqualTo("1:02:03");
  }

  private static RunStatus status(String error) {
    StageStatus stage = new StageStatus(48_000, 4_820, 3, 1, 2, 1, 0, null);
    return new RunStatus(
        Duration.ofSeconds(23),
        "127.0.0.1:39092",
        List.of(
            new RunStatus.Gateway(
                "gates", "edge-north", List.of("coap://127.0.0.1:5683"), 411.8, 12_345, 1)),
        List.of(new RunStatus.Stage("parking.count", "edge-north", "light", 800, 1_200, stage)),
        new RunStatus.Devices(1, 200, 48_211, 48_200, 4, 5, 2, 7, 1_900, 11_000),
        List.of(),
        error == null ? List.of() : List.of(error));
  }

  private static RunReport report() {
    Defect defect = new Defect(Defect.Kind.MISSING, "in-0", "127.0.0.1:9 ab 1", "once", "nothing");
    return new RunReport(
        1,
        false,
        "FAILED: it",
        "examples/x",
        Instant.parse("2026-01-02T03:04:05Z"),
        1,
        2,
        3,
        1,
        "duration",
        true,
        List.of("something else"),
        new RunReport.Messages(
            false, 10, 0, 9, 0, 0, false, new RunReport.Defects(1, 0, 0, 0, 0, List.of(defect))),
        List.of(
            new RunReport.Gateway(
                "g", "edge", List.of(), 10, 0, new TreeMap<>(Map.of("2.04", 10L)))),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String visible(String line) {
    return line.replaceAll("\u001b\\[[?0-9]*[A-Za-z]", "").replace("\r", "");
  }
}
