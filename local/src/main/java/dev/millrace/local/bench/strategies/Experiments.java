package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The measurements of {@code bench strategies}. */
public final class Experiments {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Long enough for several windows of {@link #RECORDS}; after it nothing would change. */
  private static final Duration SHORT_DEADLINE = Duration.ofSeconds(3);

  private static final long RECORDS = 20;
  private static final int SLOW = 100;

  private Experiments() {}

  /** All, in the order of the document's experiments. */
  public static List<Measurement> all() {
    return List.of(
        transferByRate(),
        transferByWindow(),
        byRate(),
        byWindow(),
        byFactor(),
        split(),
        new SameWorkload(),
        small(),
        new HeatMapMeasurement(),
        new AlignmentMeasurement());
  }

  /** Experiment 5-2 with a tenth of the window. */
  private static TransferSweep transferByRate() {
    return new TransferSweep(
        "transfer-by-rate",
        "recordsPerSecond",
        2,
        IntStream.of(4_000, 8_000, 12_000, 16_000, 20_000)
            .mapToObj(perSecond -> TransferSweep.Cell.ofRate(perSecond, 5_000))
            .toList(),
        2,
        5,
        new Theirs(Document.TRANSFER_BY_RATE, 1, transferFigures()));
  }

  /** Experiment 5-3 with half of the rate and a twentieth of the windows, met anywhere. */
  private static TransferSweep transferByWindow() {
    return new TransferSweep(
        "transfer-by-window",
        "windowSeconds",
        3,
        IntStream.of(500, 2_500, 5_000, 10_000, 20_000)
            .mapToObj(millis -> TransferSweep.Cell.ofWindow(millis, 5_000))
            .toList(),
        1,
        4,
        new Theirs(Document.TRANSFER_BY_WINDOW, 20, transferFigures()));
  }

  private static List<String> transferFigures() {
    return List.of("theirsStateMB", "theirsDowntimeSeconds", Theirs.MEDIAN);
  }

  /** Experiment 6-4, first part, as it is. */
  private static SynchronisationSweep byRate() {
    return new SynchronisationSweep(
        "by-rate",
        "recordsPerSecond",
        rates(2_000, 5, 50, 400, 1_600),
        rates(2_000, 5, 50, 100, 200, 400, 800, 1_600),
        2,
        5,
        DEADLINE,
        Theirs.range(Document.MOVE_BY_RATE));
  }

  /** Experiment 6-4, second part, as it is. */
  private static SynchronisationSweep byWindow() {
    return new SynchronisationSweep(
        "by-window",
        "windowSeconds",
        windows(1, 3, 6),
        windows(1, 3, 6, 9, 12, 15),
        2,
        4,
        DEADLINE,
        Theirs.range(Document.MOVE_BY_WINDOW));
  }

  /** Experiment 6-4, third part, with windows for which S matters here: those by number. */
  private static SynchronisationSweep byFactor() {
    return new SynchronisationSweep(
        "by-factor",
        "factor",
        factors(0, 4, 10),
        factors(0, 2, 4, 6, 8, 10),
        2,
        5,
        SHORT_DEADLINE,
        Theirs.range(Document.MOVE_BY_FACTOR));
  }

  /** Experiment 6-5 with a third of the window. */
  private static SynchronisationSweep split() {
    return new SynchronisationSweep(
        "split",
        "recordsPerSecond",
        rates(5_000, 10, 100, 1_000),
        rates(5_000, 10, 100, 400, 700, 1_000),
        2,
        4,
        DEADLINE,
        new Theirs(
            Document.SPLIT_BY_RATE,
            1,
            List.of("theirsBaselineSeconds", "theirsSynchronisingSeconds", Theirs.MEDIAN)));
  }

  /** The small cells of experiment 6-6, to see whether the simulation is right about them. */
  private static SynchronisationSweep small() {
    return new SynchronisationSweep(
        "heat-map-live",
        "recordsPerSecond",
        rates(5_000, HeatMapMeasurement.FACTOR, 100, 800),
        rates(5_000, HeatMapMeasurement.FACTOR, 100, 400, 1_600, 6_400),
        1,
        4,
        DEADLINE,
        null);
  }

  private static List<SynchronisationCell> rates(long windowMillis, long factor, int... rates) {
    return IntStream.of(rates)
        .mapToObj(rate -> SynchronisationCell.ofRate(rate, windowMillis, factor))
        .toList();
  }

  private static List<SynchronisationCell> windows(int... seconds) {
    return IntStream.of(seconds)
        .mapToObj(window -> SynchronisationCell.ofWindow(window, SLOW, 5))
        .toList();
  }

  private static List<SynchronisationCell> factors(int... factors) {
    return IntStream.of(factors)
        .mapToObj(factor -> SynchronisationCell.ofFactor(factor, SLOW, RECORDS))
        .toList();
  }
}
