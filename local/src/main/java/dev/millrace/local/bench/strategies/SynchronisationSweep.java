package dev.millrace.local.bench.strategies;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Plot;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import dev.millrace.local.bench.simulation.Pace;
import dev.millrace.local.bench.simulation.SimulatedCell;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * {@code WindowSynchronised} under circumstances that change in one respect: moves of a running
 * stage, the same in virtual time, and what the document's table says.
 *
 * @param name of the measurement
 * @param circumstance name of the figure that is changed
 * @param quick cells of the quick form
 * @param full cells of the full form
 * @param quickRuns moves in each cell of the quick form
 * @param fullRuns moves in each cell of the full form
 * @param deadline after which a move goes back
 * @param theirs the document's table, null if it has none
 */
record SynchronisationSweep(
    String name,
    String circumstance,
    List<SynchronisationCell> quick,
    List<SynchronisationCell> full,
    int quickRuns,
    int fullRuns,
    Duration deadline,
    Theirs theirs)
    implements Measurement {
  static final String WHOLE = "wholeSeconds";
  static final String SYNCHRONISING = "synchronisingSeconds";
  static final String BASELINE = "baselineSeconds";
  static final String SIMULATED = "simulatedSeconds";

  private static final Duration QUIET = Duration.ofMillis(300);
  private static final int SIMULATIONS = 400;
  private static final long SEED = 6;
  private static final double MILLIS = 1000;
  private static final double PERCENT = 100;

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    RandomGenerator random = new SplittableRandom(SEED);
    for (SynchronisationCell cell : bench.quick() ? quick : full) {
      rows.add(measure(bench, cell, bench.pick(quickRuns, fullRuns), random));
    }
    List<Row> all = new ArrayList<>(rows);
    all.addAll(Shape.of(name, "ours, whole", rows, circumstance, WHOLE));
    all.addAll(Shape.of(name, "ours, baseline", rows, circumstance, BASELINE));
    all.addAll(Shape.of(name, "ours, synchronising", rows, circumstance, SYNCHRONISING));
    all.addAll(Shape.of(name, "simulated, synchronising", rows, circumstance, SIMULATED));
    if (theirs != null) {
      for (String figure : theirs.figures()) {
        all.addAll(Shape.of(name, figure, rows, circumstance, figure));
      }
    }
    return all;
  }

  private Row measure(Bench bench, SynchronisationCell cell, int runs, RandomGenerator random)
      throws IOException, BrokerException, InterruptedException {
    List<CountMove> moves = new ArrayList<>();
    Phase phase = new Phase(QUIET, cell.window(), runs);
    CountFaults faults;
    try (CountBed bed =
        CountBed.open(
            bench,
            name + "-" + cell.id(),
            cell.windowing(),
            Pace.smooth(cell.perSecond()),
            false)) {
      CountWay way = CountWay.synchronised(cell.factor());
      // The first move, of a cold program, is not like the others.
      bed.move(way, QUIET, deadline);
      for (int run = 0; run < runs; run++) {
        CountMove move = bed.move(way, phase.before(run, random), deadline);
        moves.add(move);
        bench.say(
            "%s, %s: %.2f s, of which %.2f until %s"
                .formatted(
                    name,
                    cell.contender(),
                    move.whole().millis() / MILLIS,
                    move.synchronisingMillis() / MILLIS,
                    move.synchronisation() == null
                        ? "it was given up"
                        : move.synchronisation().kind()));
      }
      faults = bed.finish();
    }
    return row(cell, moves, faults);
  }

  /** The figures of a cell. */
  Row row(SynchronisationCell cell, List<CountMove> moves, CountFaults faults) {
    List<CountMove> agreed = moves.stream().filter(CountMove::succeeded).toList();
    SimulatedCell simulated =
        SimulatedCell.of(cell.simulated(deadline.toSeconds()), SIMULATIONS, SEED);
    Row row =
        new Row(name, cell.contender())
            .with(circumstance, cell.at())
            .with("moves", moves.size())
            .with("sharePercent", PERCENT * agreed.size() / moves.size())
            .with("predictedSharePercent", PERCENT * simulated.share());
    if (!agreed.isEmpty()) {
      row.with(WHOLE, seconds(agreed.stream().map(move -> move.whole().millis()).toList()))
          .with(BASELINE, seconds(agreed.stream().map(CountMove::baselineMillis).toList()))
          .with(
              SYNCHRONISING, seconds(agreed.stream().map(CountMove::synchronisingMillis).toList()));
    }
    simulated.medianSeconds().ifPresent(median -> row.with(SIMULATED, median));
    row.with("corrected", faults.corrected())
        .with("miscounted", faults.miscounted())
        .with("repeats", faults.repeats());
    return theirs == null ? row : theirs.quote(row, cell.at());
  }

  private static Samples seconds(List<Double> millis) {
    return Samples.of(millis).times(1 / MILLIS);
  }

  @Override
  public List<Plot> plots(List<Row> rows) {
    List<Plot> plots = new ArrayList<>();
    plots.add(
        SweepPlot.of(
            name,
            circumstance,
            rows,
            List.of(WHOLE, SYNCHRONISING, SIMULATED),
            "Points are medians, lines through them ranges. Simulated: from the target's start, by"
                + " the same decisions in virtual time."));
    if (theirs != null) {
      plots.add(
          SweepPlot.of(
              name + ", theirs beside",
              circumstance,
              rows,
              List.of(WHOLE, BASELINE, SYNCHRONISING, theirs.figures().get(2)),
              "Ours and what the document's table says; its machines, images and windows are others."));
    }
    return plots;
  }
}
