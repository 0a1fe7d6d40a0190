package dev.millrace.local.bench.strategies;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Plot;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import dev.millrace.local.bench.simulation.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * {@code StateTransfer} of a stage whose state grows with what is in its open window: every record
 * has a key of its own, as the document's state holds every event.
 *
 * @param name of the measurement
 * @param circumstance name of the figure that is changed
 * @param quick number of cells of the quick form, the first ones
 * @param cells of the full form
 * @param quickRuns moves in each cell of the quick form
 * @param fullRuns moves in each cell of the full form
 * @param theirs the document's table
 */
record TransferSweep(
    String name,
    String circumstance,
    int quick,
    List<Cell> cells,
    int quickRuns,
    int fullRuns,
    Theirs theirs)
    implements Measurement {
  private static final String CELLS = "cells";
  private static final String DOWNTIME = "downtimeMillis";
  private static final String WHOLE = "wholeSeconds";
  private static final Duration QUIET = Duration.ofMillis(200);
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final long SEED = 5;
  private static final double MILLIS = 1000;

  /**
   * The circumstances of some moves.
   *
   * @param at what is changed
   * @param contender as it stands in tables
   */
  record Cell(double at, String contender, long windowMillis, int perSecond) {
    static Cell ofRate(int perSecond, long windowMillis) {
      return new Cell(perSecond, perSecond + " rec/s", windowMillis, perSecond);
    }

    static Cell ofWindow(long windowMillis, int perSecond) {
      String seconds = windowMillis % 1000 == 0 ? "%d s" : "%.1f s";
      Number length =
          windowMillis % 1000 == 0 ? windowMillis / 1000 : (Number) (windowMillis / MILLIS);
      return new Cell(
          windowMillis / MILLIS, "window " + seconds.formatted(length), windowMillis, perSecond);
    }
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    List<CountMove> all = new ArrayList<>();
    RandomGenerator random = new SplittableRandom(SEED);
    for (Cell cell : bench.quick() ? cells.subList(0, quick) : cells) {
      List<CountMove> moves = new ArrayList<>();
      CountFaults faults = move(bench, cell, moves, random);
      rows.add(row(cell, moves, faults));
      all.addAll(moves);
    }
    List<Row> shapes = new ArrayList<>(rows);
    for (String figure : List.of(CELLS, DOWNTIME, WHOLE)) {
      shapes.addAll(Shape.of(name, "ours, " + figure, rows, circumstance, figure));
    }
    for (String figure : theirs.figures()) {
      shapes.addAll(Shape.of(name, figure, rows, circumstance, figure));
    }
    shapes.addAll(byState(all));
    shapes.addAll(
        Shape.of(
            name,
            theirs.figures().get(1) + " over " + theirs.figures().get(0),
            rows,
            theirs.figures().get(0),
            theirs.figures().get(1)));
    return shapes;
  }

  /** Every single downtime over the state that it was for, in thousands of cells. */
  private List<Row> byState(List<CountMove> moves) {
    double[] thousands = moves.stream().mapToDouble(move -> move.cells() / 1000).toArray();
    double[] downtimes = moves.stream().mapToDouble(CountMove::downtimeMillis).toArray();
    return moves.stream().mapToDouble(CountMove::cells).distinct().count() < 2
        ? List.of()
        : List.of(
            Shape.row(
                name, "ours, downtimeMillis over 1,000 cells", Trend.of(thousands, downtimes)));
  }

  private CountFaults move(Bench bench, Cell cell, List<CountMove> moves, RandomGenerator random)
      throws IOException, BrokerException, InterruptedException {
    Windowing windowing = Windowing.ofMillis(cell.windowMillis());
    String id = name + "-" + cell.windowMillis() + "-" + cell.perSecond();
    try (CountBed bed = CountBed.open(bench, id, windowing, Pace.smooth(cell.perSecond()), true)) {
      int runs = bench.pick(quickRuns, fullRuns);
      Phase phase = new Phase(QUIET, Duration.ofMillis(cell.windowMillis()), runs);
      CountWay way = new CountWay(Way.STATE_TRANSFER, 0);
      // The first move, of a cold program, is not like the others.
      bed.move(way, QUIET, DEADLINE);
      for (int run = 0; run < runs; run++) {
        CountMove move = bed.move(way, phase.before(run, random), DEADLINE);
        moves.add(move);
        bench.say(
            "%s, %s: %.0f cells, downtime %.0f ms, whole %.2f s"
                .formatted(
                    name,
                    cell.contender(),
                    move.cells(),
                    move.downtimeMillis(),
                    move.whole().millis() / MILLIS));
      }
      return bed.finish();
    }
  }

  /** The figures of a cell. */
  Row row(Cell cell, List<CountMove> moves, CountFaults faults) {
    Row row =
        new Row(name, cell.contender())
            .with(circumstance, cell.at())
            .with("moves", moves.size())
            .with(CELLS, Samples.of(moves.stream().map(CountMove::cells).toList()))
            .with("halfAWindowsRecords", cell.perSecond() * cell.windowMillis() / MILLIS / 2)
            .with(DOWNTIME, Samples.of(moves.stream().map(CountMove::downtimeMillis).toList()))
            .with(
                WHOLE,
                Samples.of(moves.stream().map(move -> move.whole().millis() / MILLIS).toList()))
            .with("corrected", faults.corrected())
            .with("miscounted", faults.miscounted())
            .with("repeats", faults.repeats());
    return theirs.quote(row, cell.at());
  }

  @Override
  public List<Plot> plots(List<Row> rows) {
    return List.of(
        SweepPlot.of(
            name,
            circumstance,
            rows,
            List.of(DOWNTIME),
            "Downtime of state transfer: points are medians, lines through them ranges."),
        SweepPlot.of(
            name + ", theirs beside",
            circumstance,
            rows,
            List.of(WHOLE, theirs.figures().get(1), theirs.figures().get(2)),
            "Ours and what the document's table says; its windows are longer, its machines and"
                + " images are others."));
  }
}
