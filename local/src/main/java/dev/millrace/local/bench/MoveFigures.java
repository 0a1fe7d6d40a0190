package dev.millrace.local.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** All moves of one leg. */
final class MoveFigures {
  static final String GAP_MEDIAN = "gapP50Millis";
  static final String GAP_HIGH = "gapP99Millis";
  static final String LATENCY_RATIO = "latencyRatio";
  static final String PARKED = "parkedMillis";
  static final String STARTED = "startedMillis";
  static final String DOWNTIME = "downtimeMillis";
  static final String PAUSE = "transferGapMaxMillis";

  /** Until the driver reads that a partition is open, and the new owner's first output. */
  private static final long AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** The phase in which a snapshot is taken beside the records. */
  private static final String TRANSFERRING = "Transferring";

  private static final int DIGITS = 3;

  private final Leg leg;
  private final Histogram gaps = histogram();
  private final Histogram usual = histogram();
  private final Histogram transferGaps = histogram();
  private final Histogram usualTransfer = histogram();
  private final Histogram before = histogram();
  private final Histogram untilOpened = histogram();
  private final Histogram during = histogram();
  private final List<Double> standstills = new ArrayList<>();
  private final List<Double> parked = new ArrayList<>();
  private final List<Double> started = new ArrayList<>();
  private final Map<String, List<Double>> phases = new LinkedHashMap<>();
  private long duplicates;
  private long missing;

  MoveFigures(Leg leg) {
    this.leg = leg;
  }

  private static Histogram histogram() {
    return new Histogram(Arrivals.LONGEST_NANOS, DIGITS);
  }

  /**
   * Adds a move.
   *
   * @param quiet the time before it, in which nothing was going on
   * @param wasParked whether its target had been started before
   * @return the longest gap of a partition at its hand-over
   */
  double add(Moved moved, Arrivals arrivals, List<Integer> busy, Stretch quiet, boolean wasParked) {
    double standstill = 0;
    long quietNanos = quiet.until() - quiet.from();
    for (int partition : busy) {
      Stretch handOver = moved.handOvers().get(partition).and(AFTER_NANOS);
      standstill = Math.max(standstill, note(arrivals, partition, handOver, gaps));
      note(arrivals, partition, handOver.movedTo(quiet.until(), quietNanos), usual);
      Stretch transfer = moved.phases().get(TRANSFERRING);
      if (transfer != null) {
        note(arrivals, partition, transfer, transferGaps);
        note(arrivals, partition, transfer.movedTo(quiet.until(), quietNanos), usualTransfer);
      }
    }
    arrivals.latencies(quiet, before);
    arrivals.latencies(new Stretch(moved.whole().from(), moved.openedNanos()), untilOpened);
    arrivals.latencies(moved.whole(), during);
    standstills.add(standstill);
    (wasParked ? parked : started).add(moved.openedMillis());
    moved
        .phases()
        .forEach(
            (name, phase) ->
                phases.computeIfAbsent(name, any -> new ArrayList<>()).add(phase.millis()));
    return standstill;
  }

  /** Adds outputs that did not come in their turn. */
  void defects(long repeated, long lost) {
    duplicates += repeated;
    missing += lost;
  }

  private static double note(Arrivals arrivals, int partition, Stretch during, Histogram into) {
    double millis = arrivals.longestGapMillis(partition, during).orElse(0);
    into.recordValue(
        Math.min(Arrivals.LONGEST_NANOS, (long) (millis * TimeUnit.MILLISECONDS.toNanos(1))));
    return millis;
  }

  double gapMillis(double percent) {
    return millis(gaps, percent);
  }

  private static double millis(Histogram histogram, double percent) {
    return Stretch.millis(histogram.getValueAtPercentile(percent));
  }

  /** What readers saw. */
  Row outputs(String measurement) {
    Row row =
        new Row(measurement, leg.contender())
            .with("moves", standstills.size())
            .with(GAP_MEDIAN, gapMillis(50))
            .with(GAP_HIGH, gapMillis(99))
            .with("usualP50Millis", millis(usual, 50))
            .with("usualP99Millis", millis(usual, 99))
            .with(DOWNTIME, Samples.of(standstills));
    if (transferGaps.getTotalCount() > 0) {
      row.with(PAUSE, millis(transferGaps, 100)).with("usualMaxMillis", millis(usualTransfer, 100));
    }
    return row.with("latencyP50Millis", millis(during, 50))
        .with(LATENCY_RATIO, millis(during, 50) / millis(before, 50))
        .with("untilOpenedRatio", millis(untilOpened, 50) / millis(before, 50))
        .with("duplicates", duplicates)
        .with("missing", missing);
  }

  /** How long it took. */
  Row times(String measurement) {
    Row row = new Row(measurement, leg.contender());
    if (!parked.isEmpty()) {
      row.with(PARKED, Samples.of(parked));
    }
    if (!started.isEmpty()) {
      row.with(STARTED, Samples.of(started));
    }
    phases.forEach((name, millis) -> row.with(name, Samples.of(millis)));
    return row;
  }
}
