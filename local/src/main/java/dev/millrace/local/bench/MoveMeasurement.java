package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stage under a steady load is moved there and back, in all ways in turn; gaps and latencies are
 * taken from its outputs, by a reader that knows nothing of the moves.
 */
final class MoveMeasurement implements Measurement {
  private static final int PER_SECOND = 5_000;
  private static final Bar OF_RESTART = Bar.atMost("ratio", 0.1);

  private final MoveCase circumstances;

  MoveMeasurement(MoveCase circumstances) {
    this.circumstances = circumstances;
  }

  @Override
  public String name() {
    return circumstances.name();
  }

  @Override
  public List<String> brokerOptions() {
    return circumstances.brokerOptions();
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    int rounds = bench.pick(circumstances.quickRounds(), circumstances.fullRounds());
    return measure(bench, circumstances, PER_SECOND, 1, rounds);
  }

  @Override
  public List<Plot> plots(List<Row> rows) {
    return MovePlots.of(name(), rows);
  }

  /** Measures this many rounds, after others that do not count. */
  static List<Row> measure(
      Bench bench, MoveCase circumstances, int perSecond, int warmUps, int rounds)
      throws IOException, BrokerException, InterruptedException {
    Map<Leg, MoveFigures> measured = new LinkedHashMap<>();
    List<Leg> legs = Leg.round(circumstances.parallel(), circumstances.restarts());
    legs.forEach(leg -> measured.put(leg, new MoveFigures(leg)));
    StageUnderTest stage =
        StageUnderTest.numbered(circumstances.name(), circumstances.name() + ".in", false);
    bench.create(stage.topics());
    bench.create(Map.of(stage.input(), Workload.PARTITIONS));
    Arrivals arrivals = new Arrivals();
    try (Replicas replicas = new Replicas(bench, stage, circumstances.jvmOptions());
        OutputReader reader =
            OutputReader.start(bench.kafka(), stage.output(), Workload.PARTITIONS, arrivals);
        MoveRun run =
            MoveRun.start(
                bench,
                circumstances,
                new MoveScene(
                    new MoveSetting(bench.kafka(), stage, replicas, new MonotonicClock()),
                    arrivals,
                    circumstances.busyPartitions()),
                stage.input(),
                reader,
                perSecond)) {
      for (int round = 0; round < warmUps + rounds; round++) {
        for (Leg leg : legs) {
          boolean counts = round >= warmUps;
          boolean parked = leg.strategy().canPark() && (round - warmUps) % 2 == 0;
          run.move(leg, parked, counts ? measured.get(leg) : new MoveFigures(leg));
        }
      }
      run.finish();
    }
    return rows(circumstances, measured);
  }

  private static List<Row> rows(MoveCase circumstances, Map<Leg, MoveFigures> measured) {
    List<Row> rows = new ArrayList<>();
    List<Row> times = new ArrayList<>();
    measured.forEach(
        (leg, figures) -> {
          rows.add(figures.outputs(circumstances.name()));
          times.add(figures.times(circumstances.name() + ", times"));
          if (leg.strategy().keepsRunning()) {
            bars(rows.getLast(), circumstances.bars());
            bars(times.getLast(), circumstances.bars());
          }
        });
    measured.forEach(
        (leg, figures) ->
            measured.forEach(
                (other, ofOther) -> {
                  if (leg.isComparedWith(other)) {
                    Row row =
                        new Row(
                                circumstances.name() + ", gaps",
                                leg.contender() + " / " + other.contender())
                            .with("ratio", figures.gapMillis(50) / ofOther.gapMillis(50));
                    rows.add(other.strategy().isBaseline() ? row.bar(OF_RESTART) : row);
                  }
                }));
    rows.addAll(times);
    return rows;
  }

  private static void bars(Row row, List<Bar> bars) {
    bars.stream().filter(bar -> row.figures().containsKey(bar.figure())).forEach(row::bar);
  }
}
