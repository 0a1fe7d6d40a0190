package dev.millrace.local.bench;

import dev.millrace.local.bench.plot.DotStrips;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Charts of moves: above all, how long outputs stood still in every single one. */
final class MovePlots {
  private static final Set<String> SHOWN =
      new LinkedHashSet<>(
          List.of(
              MoveFigures.GAP_MEDIAN,
              MoveFigures.GAP_HIGH,
              MoveFigures.LATENCY_RATIO,
              MoveFigures.PAUSE,
              MoveFigures.PARKED,
              MoveFigures.STARTED));

  private MovePlots() {}

  static List<Plot> of(String measurement, List<Row> rows) {
    List<DotStrips.Strip> strips =
        rows.stream()
            .filter(row -> row.measurement().equals(measurement))
            .filter(row -> row.figures().get(MoveFigures.DOWNTIME) instanceof Samples)
            .map(MovePlots::strip)
            .toList();
    List<Plot> plots = new ArrayList<>();
    if (!strips.isEmpty()) {
      String title = measurement + ": longest gap of every move";
      String about =
          "Each dot is a move: the longest time without an output of the partition that stood still"
              + " longest. The upright line is the median.";
      plots.add(
          new Plot(
              measurement + ", gap of every move",
              DotStrips.render(title, about, "gap, ms", strips)));
    }
    plots.addAll(BarPlots.of(rows.stream().filter(row -> !isRatio(row)).toList(), SHOWN));
    return plots;
  }

  private static boolean isRatio(Row row) {
    return row.figures().containsKey("ratio");
  }

  private static DotStrips.Strip strip(Row row) {
    Samples gaps = (Samples) row.figures().get(MoveFigures.DOWNTIME);
    return new DotStrips.Strip(row.contender(), gaps.values(), gaps.median());
  }
}
