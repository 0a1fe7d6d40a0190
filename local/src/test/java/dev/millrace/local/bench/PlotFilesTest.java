package dev.millrace.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.bench.plot.DotStrips;
import dev.millrace.local.bench.plot.HeatMap;
import dev.millrace.local.bench.plot.SweepChart;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Charts from rows; with {@code -Dmillrace.plots=DIR} they stay there to be looked at. */
final class PlotFilesTest {
  @TempDir private Path temporary;

  private Path directory() {
    String wanted = System.getProperty("millrace.plots");
    return wanted == null ? temporary : Path.of(wanted);
  }

  @Test
  void rowsBecomeAPanelForEachFigureInWhichTheyDiffer() throws Exception {
    List<Row> rows =
        List.of(
            new Row("parallel", "Parallel, light to Flink <1>")
                .with("moves", 20)
                .with("gapP50Millis", new Samples(9, 11, 14))
                .with("latencyRatio", new Samples(1.02, 1.05, 1.3))
                .bar(Bar.atMost("gapP50Millis", 15))
                .bar(Bar.atMost("latencyRatio", 1.1)),
            new Row("parallel", "Parallel, Flink to light")
                .with("moves", 20)
                .with("gapP50Millis", new Samples(8, 12, 61))
                .with("latencyRatio", 1.01),
            new Row("parallel", "stop and restart, on Flink")
                .with("moves", 20)
                .with("gapP50Millis", new Samples(1_900, 2_300, 2_800)));

    List<Path> files = PlotFiles.write("migration", BarPlots.of(rows), directory());

    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("migration-parallel.svg");
    String svg = Files.readString(files.get(0));
    parse(svg);
    assertThat(svg)
        .contains("gap p50, ms (logarithmic)")
        .contains("latency ratio")
        .contains("light to Flink &lt;1&gt;")
        .contains("class=\"bound\"")
        .contains("2,300 (1,900–2,800)")
        .doesNotContain("moves");
  }

  @Test
  void everyMoveIsADot() throws Exception {
    String svg =
        DotStrips.render(
            "longest gap of every move",
            "Each dot is a move.",
            "gap, ms",
            List.of(
                strip("Parallel, light to Flink", 8, 9, 9.5, 11, 12, 14, 60),
                strip("Parallel, Flink to light", 7, 8, 8, 10, 11),
                strip("StateTransfer, light to Flink", 80, 95, 120, 101),
                strip("Restart, light to Flink", 700, 900, 840, 1_020),
                strip("stop and restart, on Flink", 1_900, 2_300, 2_800)));
    write("migration-gaps.svg", svg);
    parse(svg);
    assertThat(svg.split("class=\"dot\"", -1)).hasSize(7 + 5 + 4 + 4 + 3 + 1);
  }

  @Test
  void aSweepHasALineForEachSeries() throws Exception {
    String svg =
        SweepChart.render(
            "by-window",
            "Ours and what the document's table says; its machines, images and windows are others.",
            "window, s",
            List.of("1 s", "3 s", "6 s", "9 s", "12 s", "15 s"),
            "time, s",
            List.of(
                series("whole", 1.9, 2.9, 4.4, 5.9, 7.6, 9.1),
                series("synchronising", 0.5, 1.5, 3.1, 4.4, 6.0, 7.6),
                series("theirs", 19.3, 21.3, 24.1, 27.5, 30.3, 48.2)));
    write("strategies-by-window.svg", svg);
    parse(svg);
    assertThat(svg.split("class=\"line series-", -1)).hasSize(3 * 2 + 1);
  }

  @Test
  void aHeatMapIsWhiteWhereThereIsNoFigure() throws Exception {
    String svg =
        HeatMap.render(
            "Time until synchronised",
            "Simulated.",
            "records per second",
            List.of("100", "200"),
            "window",
            List.of("5 s", "10 s"),
            Map.of(
                new HeatMap.Place(0, 0), new HeatMap.Cell(OptionalDouble.of(3), "3.0"),
                new HeatMap.Place(1, 0), new HeatMap.Cell(OptionalDouble.of(40), "40"),
                new HeatMap.Place(0, 1), new HeatMap.Cell(OptionalDouble.of(700), "700"),
                new HeatMap.Place(1, 1), new HeatMap.Cell(OptionalDouble.empty(), "–")),
            new HeatMap.Scale(1, 1_000),
            "not within 1,000 s");
    write("heat.svg", svg);
    parse(svg);
    assertThat(svg).contains("cell heat-1").contains("cell heat-6");
    assertThat(svg.split("class=\"never\"", -1)).as("a cell and the legend").hasSize(3);
  }

  private static DotStrips.Strip strip(String name, double... values) {
    return new DotStrips.Strip(name, values, new Samples(values).median());
  }

  private static SweepChart.Series series(String name, double... figures) {
    List<SweepChart.Point> points = new ArrayList<>();
    for (int step = 0; step < figures.length; step++) {
      double figure = figures[step];
      points.add(new SweepChart.Point(step, figure, figure * 0.8, figure * 1.3));
    }
    return new SweepChart.Series(name, points);
  }

  private void write(String name, String svg) throws Exception {
    Files.createDirectories(directory());
    Files.writeString(directory().resolve(name), svg);
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
