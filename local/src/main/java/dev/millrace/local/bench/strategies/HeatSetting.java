package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.simulation.Pace;
import dev.millrace.local.bench.simulation.SimulatedCell;
import dev.millrace.local.bench.simulation.SimulatedMove;
import dev.millrace.local.bench.simulation.Windows;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;

/**
 * What is assumed of timers and producers in a heat map.
 *
 * @param title as it stands in tables
 * @param windows of this many seconds
 * @param pace of this many records a second
 * @param share whether the map shows how many runs synchronise at all, in percent, since too few do
 *     for a median
 */
record HeatSetting(
    String title, DoubleFunction<Windows> windows, IntFunction<Pace> pace, boolean share) {
  private static final double JITTER_SECONDS = 0.02;
  private static final double PERCENT = 100;

  static final List<HeatSetting> ALL =
      List.of(
          ownTimers("own timers, smooth", Pace::smooth),
          ownTimers("own timers, bursty", Pace::bursty),
          oneClock("one clock, 20 ms apart", 0.02),
          oneClock("one clock, 2 ms apart", 0.002),
          oneClock("event time", 0));

  private static HeatSetting ownTimers(String title, IntFunction<Pace> pace) {
    return new HeatSetting(
        title, seconds -> new Windows.OwnTimer(seconds, JITTER_SECONDS), pace, true);
  }

  private static HeatSetting oneClock(String title, double skew) {
    return new HeatSetting(
        title, seconds -> new Windows.Aligned(seconds, skew), Pace::smooth, false);
  }

  /** The figure of a cell; empty if less than half of the runs, or none, synchronised. */
  OptionalDouble cell(
      int perSecond, int windowSeconds, long factor, double cutOff, int runs, long seed) {
    SimulatedMove move =
        new SimulatedMove(pace.apply(perSecond), windows.apply(windowSeconds), factor, cutOff);
    SimulatedCell cell = SimulatedCell.of(move, runs, seed);
    if (!share) {
      return cell.medianSeconds();
    }
    return cell.share() > 0 ? OptionalDouble.of(PERCENT * cell.share()) : OptionalDouble.empty();
  }
}
