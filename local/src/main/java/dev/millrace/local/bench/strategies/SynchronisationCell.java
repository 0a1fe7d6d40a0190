package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.simulation.Pace;
import dev.millrace.local.bench.simulation.SimulatedMove;
import dev.millrace.local.bench.simulation.Windows;
import java.time.Duration;
import java.util.Locale;

/**
 * The circumstances of some moves of a sweep.
 *
 * @param at what is changed in it
 * @param contender as it stands in tables
 * @param windowing of the stage
 * @param perSecond records
 * @param factor the synchronisation factor
 */
record SynchronisationCell(
    double at, String contender, Windowing windowing, int perSecond, long factor) {
  static SynchronisationCell ofRate(int perSecond, long windowMillis, long factor) {
    return new SynchronisationCell(
        perSecond, perSecond + " rec/s", Windowing.ofMillis(windowMillis), perSecond, factor);
  }

  static SynchronisationCell ofWindow(int seconds, int perSecond, long factor) {
    return new SynchronisationCell(
        seconds,
        "window " + seconds + " s",
        Windowing.ofMillis(seconds * 1000L),
        perSecond,
        factor);
  }

  static SynchronisationCell ofFactor(long factor, int perSecond, long records) {
    return new SynchronisationCell(
        factor, "S = " + factor, Windowing.ofRecords(records), perSecond, factor);
  }

  /** Length of a window. */
  Duration window() {
    return windowing.records() == 0
        ? Duration.ofMillis(windowing.millis())
        : Duration.ofMillis(Math.ceilDiv(windowing.records() * 1000, perSecond));
  }

  /** The same in virtual time: windows by event time have one clock, those by number none. */
  SimulatedMove simulated(double cutOffSeconds) {
    Windows windows =
        windowing.records() == 0
            ? new Windows.Aligned(windowing.millis() / 1000.0, 0)
            : new Windows.Counting(windowing.records());
    return new SimulatedMove(Pace.smooth(perSecond), windows, factor, cutOffSeconds);
  }

  /** Unique among the cells of a sweep, for names of topics. */
  String id() {
    return contender.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
