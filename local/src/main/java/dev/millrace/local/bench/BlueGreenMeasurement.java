package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.copies.RecordTally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What ways of replacing a stage do to readers, on the load of the moves: a second copy beside the
 * first, then the first is killed; restarts; and the strategies {@code StateTransfer} and {@code
 * Parallel}. All counted by the same reader, which knows records by device and stamp only.
 */
final class BlueGreenMeasurement implements Measurement {
  private static final int PER_SECOND = 5_000;
  private static final int KEYS = 10_000;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration AFTER = Duration.ofSeconds(1);
  private static final Duration STILL = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** What is compared. */
  private enum Kind {
    BEGINNING("two copies, the second from the beginning"),
    NOW("two copies, the second from now on"),
    RESTART_WITHOUT_STATE("Restart without state"),
    RESTART("Restart with state"),
    STATE_TRANSFER("StateTransfer"),
    PARALLEL("Parallel");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    Replacement of(Bench bench, StageUnderTest stage, Path settings) throws IOException {
      return switch (this) {
        case BEGINNING -> new BlueGreen(bench, stage, settings, false);
        case NOW -> new BlueGreen(bench, stage, settings, true);
        case RESTART_WITHOUT_STATE ->
            new CoordinatedReplacement(bench, stage, DrivenMove.RESTART_WITHOUT_STATE::drive);
        case RESTART -> new CoordinatedReplacement(bench, stage, DrivenMove.RESTART::drive);
        case STATE_TRANSFER ->
            new CoordinatedReplacement(bench, stage, DrivenMove.STATE_TRANSFER::drive);
        case PARALLEL -> new CoordinatedReplacement(bench, stage, ParallelMove.hurried()::drive);
      };
    }
  }

  /** What came out of one replacement. */
  private record Outcome(
      RecordTally tally, List<Double> gaps, List<Double> usual, double wholeMillis) {

    /** Of the partition that stood still longest. */
    double downtimeMillis() {
      return gaps.stream().mapToDouble(gap -> gap).max().orElseThrow();
    }
  }

  @Override
  public String name() {
    return "blue-green";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    return measure(bench, KEYS, PER_SECOND, WARM_UP, bench.pick(1, 5));
  }

  @Override
  public List<Plot> plots(List<Row> rows) {
    return BarPlots.of(
        rows,
        new LinkedHashSet<>(
            List.of(
                "duplicates",
                "missing",
                "wrong",
                "withoutRight",
                "usualGapMillis",
                MoveFigures.DOWNTIME)));
  }

  /** Measures this many replacements of each kind, in turn. */
  static List<Row> measure(Bench bench, int keys, int perSecond, Duration warmUp, int rounds)
      throws IOException, BrokerException, InterruptedException {
    Map<Kind, List<Outcome>> outcomes = new EnumMap<>(Kind.class);
    for (int round = 0; round < rounds; round++) {
      for (Kind kind : Kind.values()) {
        Outcome outcome = replace(bench, kind, round, keys, perSecond, warmUp);
        outcomes.computeIfAbsent(kind, any -> new ArrayList<>()).add(outcome);
        bench.say("blue-green: %s: %s".formatted(kind.title, outcome.tally()));
      }
    }
    return outcomes.entrySet().stream().map(of -> row(of.getKey(), of.getValue())).toList();
  }

  private static Outcome replace(
      Bench bench, Kind kind, int round, int keys, int perSecond, Duration warmUp)
      throws IOException, BrokerException, InterruptedException {
    String pipeline = "copies-" + kind.ordinal() + "-" + round;
    StageUnderTest stage = StageUnderTest.numbered(pipeline, pipeline + ".in", false);
    bench.create(Map.of(stage.input(), Workload.PARTITIONS));
    Path settings = bench.prepare(stage);
    Prefill.write(bench.bootstrapServers(), stage.input(), keys, keys);
    RecordWatch watch = new RecordWatch();
    try (Replacement replacement = kind.of(bench, stage, settings);
        OutputReader reader =
            OutputReader.start(bench.kafka(), stage.output(), Workload.PARTITIONS, watch)) {
      replacement.begin();
      await(watch, reader, keys);
      Stretch quiet;
      Stretch whole;
      try (SteadyLoad load = SteadyLoad.start(bench.kafka(), stage.input(), keys, perSecond)) {
        TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
        replacement.rehearse();
        long from = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(QUIET.toNanos());
        quiet = new Stretch(from, System.nanoTime());
        whole = replacement.replace(keys + load.sent());
        TimeUnit.NANOSECONDS.sleep(AFTER.toNanos());
      }
      awaitStill(watch, reader);
      return new Outcome(
          RecordTally.of(RecordWatch.sent(bench.kafka(), stage.input()), watch.all()),
          watch.gapsMillis(whole),
          watch.gapsMillis(quiet),
          whole.millis());
    }
  }

  private static void await(RecordWatch watch, OutputReader reader, long outputs)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (watch.count() < outputs) {
      reader.check();
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "only %d of %d outputs within %s".formatted(watch.count(), outputs, TIMEOUT));
      }
      TimeUnit.MILLISECONDS.sleep(STILL.toMillis() / 20);
    }
  }

  /** A copy has no position that anybody knows: that nothing more comes is all there is to see. */
  private static void awaitStill(RecordWatch watch, OutputReader reader)
      throws InterruptedException {
    long before = -1;
    while (watch.count() != before) {
      reader.check();
      before = watch.count();
      TimeUnit.NANOSECONDS.sleep(STILL.toNanos());
    }
  }

  private static Row row(Kind kind, List<Outcome> outcomes) {
    List<Double> all = outcomes.stream().flatMap(one -> one.gaps().stream()).toList();
    List<Double> usual = outcomes.stream().flatMap(one -> one.usual().stream()).toList();
    List<RecordTally> tallies = outcomes.stream().map(Outcome::tally).toList();
    return new Row("blue-green", kind.title)
        .with("replacements", outcomes.size())
        .with("records", tallies.stream().mapToLong(RecordTally::records).sum())
        .with("duplicates", samples(tallies, RecordTally::duplicates))
        .with("missing", samples(tallies, RecordTally::missing))
        .with("wrong", samples(tallies, RecordTally::wrong))
        .with("withoutRight", samples(tallies, RecordTally::withoutRight))
        .with("gapMillis", Samples.of(all))
        .with("usualGapMillis", Samples.of(usual))
        .with(
            MoveFigures.DOWNTIME,
            Samples.of(outcomes.stream().map(Outcome::downtimeMillis).toList()))
        .with("wholeMillis", Samples.of(outcomes.stream().map(Outcome::wholeMillis).toList()));
  }

  private static Samples samples(List<RecordTally> tallies, ToDoubleFunction<RecordTally> figure) {
    return new Samples(tallies.stream().mapToDouble(figure).toArray());
  }
}
