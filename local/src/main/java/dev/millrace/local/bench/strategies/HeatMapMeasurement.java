package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Plot;
import dev.millrace.local.bench.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * How long synchronisation takes over rate and window: experiment 6-6 in virtual time, with the
 * document's grid, factor and cut-off, under several assumptions about timers and producers.
 */
record HeatMapMeasurement() implements Measurement {
  static final List<Integer> RATES =
      List.of(100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 50_000);
  static final List<Integer> WINDOWS = List.of(5, 10, 50, 100, 200, 300);
  static final long FACTOR = 30;
  static final double CUT_OFF_SECONDS = 1_000;

  private static final String NEVER = ">1,000";
  private static final String NONE = "0";
  private static final long SEED = 66;

  @Override
  public String name() {
    return "heat-map";
  }

  @Override
  public List<Row> measure(Bench bench) {
    return simulate(bench.pick(51, 301), bench::say);
  }

  /**
   * All cells, and how they change over the rate and over the window.
   *
   * @param runs of each, an odd number
   * @param progress is told what is going on
   */
  List<Row> simulate(int runs, Consumer<String> progress) {
    List<Row> rows = new ArrayList<>();
    List<Row> shapes = new ArrayList<>();
    for (HeatSetting setting : HeatSetting.ALL) {
      progress.accept("heat map: " + setting.title());
      double[][] cells = new double[WINDOWS.size()][RATES.size()];
      for (int w = 0; w < cells.length; w++) {
        int window = WINDOWS.get(w);
        Row row = new Row(name() + ", " + setting.title(), "window " + window + " s");
        for (int r = 0; r < cells[w].length; r++) {
          int rate = RATES.get(r);
          OptionalDouble figure = setting.cell(rate, window, FACTOR, CUT_OFF_SECONDS, runs, SEED);
          cells[w][r] = figure.orElse(setting.share() ? 0 : CUT_OFF_SECONDS);
          if (figure.isPresent()) {
            row.with(figure(rate), figure.getAsDouble());
          } else {
            row.with(figure(rate), setting.share() ? NONE : NEVER);
          }
        }
        rows.add(row);
      }
      shapes.add(
          new Row(name() + ", shape", setting.title())
              .with("tauOverRate", HeatShape.tauAcross(cells))
              .with("tauOverWindow", HeatShape.tauAcross(HeatShape.turned(cells))));
    }
    rows.addAll(shapes);
    return rows;
  }

  /** Name of the figure for a rate. */
  static String figure(int rate) {
    return "at" + rate;
  }

  @Override
  public List<Plot> plots(List<Row> rows) {
    return HeatSetting.ALL.stream()
        .map(
            setting -> {
              String measurement = name() + ", " + setting.title();
              return HeatPlot.of(
                  setting,
                  measurement,
                  rows.stream().filter(row -> row.measurement().equals(measurement)).toList());
            })
        .toList();
  }
}
