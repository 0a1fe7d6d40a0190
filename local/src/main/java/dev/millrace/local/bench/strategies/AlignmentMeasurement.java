package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.BarPlots;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Plot;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.simulation.Pace;
import dev.millrace.local.bench.simulation.SimulatedCell;
import dev.millrace.local.bench.simulation.SimulatedMove;
import dev.millrace.local.bench.simulation.Windows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What synchronisation depends on, in virtual time: whether windows have one clock, and whether
 * records come smoothly. Where theory predicts the share of runs that synchronise, it is beside.
 */
record AlignmentMeasurement() implements Measurement {
  static final String SHARE = "sharePercent";
  private static final String MEDIAN = "medianSeconds";
  private static final double PERCENT = 100;
  private static final int PER_SECOND = 100;
  private static final long FACTOR = 5;
  private static final double CUT_OFF_SECONDS = 1_000;
  private static final List<Integer> SECONDS = List.of(2, 9, 15);
  private static final double JITTER_SECONDS = 0.02;
  private static final long SEED = 83;

  @Override
  public String name() {
    return "alignment";
  }

  @Override
  public List<Row> measure(Bench bench) {
    bench.say("alignment: simulating");
    return simulate(bench.pick(401, 4_001));
  }

  /**
   * All rows.
   *
   * @param runs of each, an odd number
   */
  List<Row> simulate(int runs) {
    List<Row> rows = new ArrayList<>();
    Pace smooth = Pace.smooth(PER_SECOND);
    Pace bursty = Pace.bursty(PER_SECOND);
    for (int seconds : SECONDS) {
      Windows own = new Windows.OwnTimer(seconds, 0);
      Windows jittery = new Windows.OwnTimer(seconds, JITTER_SECONDS);
      double phases = (double) PER_SECOND * seconds;
      rows.add(
          row("own timers, smooth", seconds, smooth, own, runs)
              .with("predictedSharePercent", PERCENT * Math.min(1, 2 * FACTOR / phases)));
      rows.add(row("own timers with jitter, smooth", seconds, smooth, jittery, runs));
      rows.add(row("own timers, bursty", seconds, bursty, own, runs));
      rows.add(row("own timers with jitter, bursty", seconds, bursty, jittery, runs));
      rows.add(row("one clock, 20 ms apart", seconds, smooth, clock(seconds, 0.02), runs));
      rows.add(row("one clock, 200 ms apart", seconds, smooth, clock(seconds, 0.2), runs));
      rows.add(
          row("event time", seconds, smooth, clock(seconds, 0), runs)
              .with("predictedSharePercent", PERCENT));
      Windows counting = new Windows.Counting(Math.round(phases));
      rows.add(
          row("by number of records", seconds, smooth, counting, runs)
              .with("predictedSharePercent", PERCENT * Math.min(1, (2 * FACTOR + 1) / phases)));
    }
    return rows;
  }

  @Override
  public List<Plot> plots(List<Row> rows) {
    return BarPlots.of(rows, new LinkedHashSet<>(List.of(SHARE, MEDIAN)));
  }

  private static Windows clock(int seconds, double skew) {
    return new Windows.Aligned(seconds, skew);
  }

  private Row row(String title, int seconds, Pace pace, Windows windows, int runs) {
    SimulatedCell cell =
        SimulatedCell.of(new SimulatedMove(pace, windows, FACTOR, CUT_OFF_SECONDS), runs, SEED);
    Row row =
        new Row(name(), "window " + seconds + " s, " + title)
            .with("runs", runs)
            .with(SHARE, PERCENT * cell.share())
            .with("correctedPercent", PERCENT * cell.corrected() / runs);
    cell.medianSeconds().ifPresent(median -> row.with(MEDIAN, median));
    return row;
  }
}
