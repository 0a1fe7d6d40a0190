package dev.millrace.local.bench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Plot;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Stretch;
import dev.millrace.stream.strategy.MonitorNotice.Synchronised;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentsTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void theHeatMapHasTheDocumentsSixtyCellsInEverySetting() {
    HeatMapMeasurement heat = new HeatMapMeasurement();
    List<Row> rows = heat.simulate(5, message -> {});
    List<Row> cells = rows.stream().filter(row -> !row.measurement().endsWith("shape")).toList();
    assertThat(cells)
        .hasSize(5 * HeatMapMeasurement.WINDOWS.size())
        .allSatisfy(row -> assertThat(row.figures()).hasSize(10));
    assertThat(cells.stream().filter(row -> row.measurement().endsWith("event time")))
        .allSatisfy(row -> assertThat(row.figures().values()).allMatch(Double.class::isInstance));
    Row byEventTime = rows.getLast();
    assertThat(byEventTime.figures()).containsEntry("tauOverRate", 0.0);
    assertThat(byEventTime.figures()).containsEntry("tauOverWindow", 1.0);
    assertThat(heat.plots(rows)).hasSize(5);
  }

  @Test
  void ranksAreTakenAlongRowsAndColumns() {
    double[][] cells = {{1, 2, 3}, {6, 5, 4}};
    assertThat(HeatShape.tauAcross(cells)).isZero();
    assertThat(HeatShape.tauAcross(HeatShape.turned(cells))).isEqualTo(1);
  }

  @Test
  void alignmentComesNearToWhatTheoryPredicts() {
    List<Row> rows = new AlignmentMeasurement().simulate(2_001);
    assertThat(rows)
        .filteredOn(row -> row.figures().containsKey("predictedSharePercent"))
        .hasSize(9)
        .allSatisfy(
            row ->
                assertThat(Shape.number(row, AlignmentMeasurement.SHARE))
                    .isCloseTo(Shape.number(row, "predictedSharePercent"), within(2.0)));
  }

  @Test
  void everyCellOfASweepThatQuotesTheDocumentFindsItsColumn() {
    for (Measurement one : Experiments.all()) {
      if (one instanceof SynchronisationSweep sweep && sweep.theirs() != null) {
        for (SynchronisationCell cell : sweep.full()) {
          assertThat(sweep.theirs().quote(new Row("m", "c"), cell.at()).figures()).hasSize(3);
        }
        assertThat(sweep.full()).containsAll(sweep.quick());
      }
      if (one instanceof TransferSweep sweep) {
        for (TransferSweep.Cell cell : sweep.cells()) {
          assertThat(sweep.theirs().quote(new Row("m", "c"), cell.at()).figures()).hasSize(3);
        }
      }
    }
  }

  @Test
  void aCellOfASweepSplitsWhatTheWindowsCostFromTheRest() {
    SynchronisationSweep sweep = sweep("by-rate");
    CountMove agreed = move(true, 5 * SECOND, 2 * SECOND, new Synchronised(700, 0));
    CountMove not = move(false, 9 * SECOND, 7 * SECOND, null);
    SynchronisationCell cell = SynchronisationCell.ofRate(100, 2_000, 5);
    Row row = sweep.row(cell, List.of(agreed, not), new CountFaults(0, 0, 1));
    assertThat(Shape.number(row, "sharePercent")).isEqualTo(50);
    assertThat(Shape.number(row, SynchronisationSweep.SYNCHRONISING)).isEqualTo(2);
    assertThat(Shape.number(row, SynchronisationSweep.BASELINE)).isEqualTo(3);
    assertThat(Shape.number(row, SynchronisationSweep.SIMULATED)).isBetween(0.8, 1.2);
    assertThat(Shape.number(row, Theirs.MEDIAN)).isEqualTo(22.4055);
    List<Plot> plots = sweep.plots(List.of(row, row));
    assertThat(plots).hasSize(2);
    assertThat(plots.get(1).svg()).contains("theirs").contains("100 rec/s");
  }

  private static SynchronisationSweep sweep(String name) {
    return Experiments.all().stream()
        .filter(one -> one.name().equals(name))
        .map(SynchronisationSweep.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static CountMove move(
      boolean succeeded, long whole, long comparing, Synchronised synchronised) {
    return new CountMove(
        succeeded,
        new Stretch(0, 1),
        new Stretch(0, whole),
        Map.of("Verifying", new Stretch(SECOND, SECOND + comparing)),
        synchronised,
        0,
        0);
  }
}
