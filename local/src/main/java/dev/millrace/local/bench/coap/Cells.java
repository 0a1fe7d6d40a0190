package dev.millrace.local.bench.coap;

import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The cells of one contender under one load, one for each round, in their order. */
final class Cells {
  private final List<Cell> cells = new ArrayList<>();

  void add(Cell cell) {
    cells.add(cell);
  }

  int rounds() {
    return cells.size();
  }

  Cell round(int number) {
    return cells.get(number);
  }

  Samples of(ToDoubleFunction<Cell> figure) {
    return new Samples(cells.stream().mapToDouble(figure).toArray());
  }

  Samples of(String figure) {
    return of(cell -> cell.of(figure));
  }

  Samples perSecond() {
    return of(Cell::perSecond);
  }

  /** In how many rounds the server was there at the end. */
  long alive() {
    return cells.stream().filter(Cell::alive).count();
  }

  /** A line with what is of interest of every load. */
  Row row(String measurement, String contender) {
    Row row =
        new Row(measurement, contender)
            .with("requestsPerSecond", perSecond())
            .with("p50Millis", of("p50Millis"))
            .with("p95Millis", of("p95Millis"))
            .with("p99Millis", of("p99Millis"))
            .with("maxMillis", of("maxMillis"))
            .with("lost", of("lostInAll"))
            .with("stalled", of("stalled"))
            .with("refused", of("refused"))
            .with("busyShare", of("busyShare"))
            .with("overflows", of(cell -> (double) cell.overflows()))
            .with(LoadReport.CPU, of(LoadReport.CPU))
            .with("alive", alive() + " of " + cells.size());
    if (cells.stream().anyMatch(Cell::alive)) {
      row.with("peakRssMiB", ofAlive(Cell::peakRssMiB)).with("serverCpu", ofAlive(Cell::cpuShare));
    }
    if (cells.stream().anyMatch(Cell::tellsOfGarbage)) {
      row.with(
          ServerReport.GC_MILLIS,
          new Samples(
              cells.stream().filter(Cell::tellsOfGarbage).mapToDouble(Cell::gcMillis).toArray()));
    }
    if (cells.stream().anyMatch(Cell::counts)) {
      row.with(
          "handledBeyondSent",
          new Samples(
              cells.stream().filter(Cell::counts).mapToDouble(Cell::handledTooOften).toArray()));
    }
    return row;
  }

  private Samples ofAlive(ToDoubleFunction<Cell> figure) {
    return new Samples(cells.stream().filter(Cell::alive).mapToDouble(figure).toArray());
  }
}
