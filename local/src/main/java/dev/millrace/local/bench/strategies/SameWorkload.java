package dev.millrace.local.bench.strategies;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.BarPlots;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Plot;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import dev.millrace.local.bench.Stretch;
import dev.millrace.local.bench.simulation.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All strategies on one workload, one after the other: what a reader sees before, during and after
 * a move, how long it takes and what it costs. The document never ran its two on the same one.
 */
record SameWorkload() implements Measurement {
  private static final int PER_SECOND = 1_000;
  private static final Duration WINDOW = Duration.ofMillis(100);
  private static final long FACTOR = 5;
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration AFTER = Duration.ofSeconds(2);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long SEED = 9;

  /** The first moves, of a cold program, are not like the others. */
  private static final int WARM_UPS = 1;

  /**
   * What the document found: means of processing time and throughput during a migration over those
   * before (experiment 5-1), medians of the same (6-3). Its medians of throughput did not change.
   */
  private static final double THEIR_TRANSFER_LATENCY = 2.98;

  private static final double THEIR_TRANSFER_THROUGHPUT = 0.65;
  private static final double THEIR_PARALLEL_LATENCY = 1.4855;
  private static final double THEIR_PARALLEL_THROUGHPUT = 1;

  @Override
  public String name() {
    return "same-workload";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    List<Row> periods = new ArrayList<>();
    for (Way way : Way.values()) {
      measure(bench, way, rows, periods);
    }
    rows.addAll(periods);
    return rows;
  }

  private void measure(Bench bench, Way way, List<Row> rows, List<Row> periods)
      throws IOException, BrokerException, InterruptedException {
    RandomGenerator random = new SplittableRandom(SEED);
    List<CountMove> moves = new ArrayList<>();
    Windowing windowing = Windowing.ofMillis(WINDOW.toMillis());
    String id = "same-" + way.name().toLowerCase(Locale.ROOT).replace('_', '-');
    try (CountBed bed = CountBed.open(bench, id, windowing, Pace.smooth(PER_SECOND), false)) {
      int runs = bench.pick(2, 8);
      Phase phase = new Phase(QUIET, WINDOW, runs);
      for (int run = 0; run < WARM_UPS + runs; run++) {
        CountMove move = bed.move(new CountWay(way, FACTOR), phase.before(run, random), DEADLINE);
        bench.say(
            "same workload, %s: %.0f ms, downtime %.0f ms"
                .formatted(way.title(), move.whole().millis(), move.downtimeMillis()));
        if (!move.succeeded()) {
          throw new IOException(way.title() + " did not move the stage: " + move);
        }
        if (run >= WARM_UPS) {
          moves.add(move);
        }
      }
      // What comes after the last move is seen only when it has come.
      bed.rest(QUIET);
      CountFaults faults = bed.finish();
      Effect before = Effect.none();
      Effect during = Effect.none();
      Effect after = Effect.none();
      List<Counted> results = bed.ledger().results();
      for (CountMove move : moves) {
        long end = move.whole().until();
        add(bed, results, move.quiet(), before, false);
        add(bed, results, move.whole(), during, true);
        add(bed, results, new Stretch(end, end + AFTER.toNanos()), after, false);
      }
      rows.add(row(way, moves, faults, before, during));
      periods.add(period(way, "before", before));
      periods.add(period(way, "during", during));
      periods.add(period(way, "after", after));
    }
  }

  private static void add(
      CountBed bed, List<Counted> results, Stretch stretch, Effect to, boolean edges) {
    to.add(stretch, results, bed.windowing().lag(), bed.load()::nanosOf, edges);
  }

  private Row row(
      Way way, List<CountMove> moves, CountFaults faults, Effect before, Effect during) {
    Row row =
        new Row(name(), way.title())
            .with("moves", moves.size())
            .with(
                "wholeMillis", samples(moves.stream().map(move -> move.whole().millis()).toList()))
            .with(
                "synchronisingMillis",
                samples(moves.stream().map(CountMove::synchronisingMillis).toList()))
            .with("downtimeMillis", samples(moves.stream().map(CountMove::downtimeMillis).toList()))
            .with("gapMillis", samples(during.gapMillis()))
            .with("usualGapMillis", samples(before.gapMillis()))
            .with("corrected", faults.corrected())
            .with("miscounted", faults.miscounted())
            .with("repeats", faults.repeats());
    if (!during.counts().isEmpty()) {
      row.with("latencyRatio", ratio(during.latencyMillis(), before.latencyMillis()))
          .with("latencyMeanRatio", meanRatio(during.latencyMillis(), before.latencyMillis()))
          .with("throughputRatio", ratio(during.counts(), before.counts()))
          .with("throughputMeanRatio", meanRatio(during.counts(), before.counts()));
    }
    return switch (way) {
      case STATE_TRANSFER ->
          row.with("theirsLatencyMeanRatio", THEIR_TRANSFER_LATENCY)
              .with("theirsThroughputMeanRatio", THEIR_TRANSFER_THROUGHPUT);
      case WINDOW_SYNCHRONISED ->
          row.with("theirsLatencyRatio", THEIR_PARALLEL_LATENCY)
              .with("theirsThroughputRatio", THEIR_PARALLEL_THROUGHPUT);
      case RESTART, PARALLEL -> row;
    };
  }

  private static double ratio(List<Double> during, List<Double> before) {
    return samples(during).median() / samples(before).median();
  }

  private static double meanRatio(List<Double> during, List<Double> before) {
    return mean(during) / mean(before);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElseThrow();
  }

  @Override
  public List<Plot> plots(List<Row> rows) {
    return BarPlots.of(
        rows,
        new LinkedHashSet<>(
            List.of(
                "wholeMillis",
                "downtimeMillis",
                "gapMillis",
                "usualGapMillis",
                "latencyRatio",
                "theirsLatencyRatio",
                "latencyMeanRatio",
                "theirsLatencyMeanRatio",
                "latencyMillis",
                "delayMillis")));
  }

  private Row period(Way way, String when, Effect effect) {
    Row row = new Row(name() + ", periods", way.title() + ", " + when);
    row.with("results", effect.counts().size());
    if (!effect.counts().isEmpty()) {
      row.with("recordsOfAResult", samples(effect.counts()))
          .with("latencyMillis", samples(effect.latencyMillis()))
          .with("delayMillis", samples(effect.delayMillis()));
    }
    return effect.gapMillis().isEmpty() ? row : row.with("gapMillis", samples(effect.gapMillis()));
  }

  private static Samples samples(List<Double> values) {
    return Samples.of(values);
  }
}
