package dev.millrace.local.bench.coap;

import dev.millrace.local.bench.Bar;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Ours beside the others under one load, as ratios round by round. A round in which the other one
 * answered nothing has no ratio.
 */
final class Comparison {
  private final String measurement;
  private final int clients;
  private final Map<CoapContender, Cells> cells;
  private final List<Row> rows = new ArrayList<>();

  Comparison(String measurement, int clients, Map<CoapContender, Cells> cells) {
    this.measurement = measurement;
    this.clients = clients;
    this.cells = cells;
  }

  /** Requests a second of ours, as so many times those of another one that took part. */
  Comparison rate(CoapContender other, double atLeast) {
    return ratio(other, "requestsPerSecond", Bar.atLeast("ratio", atLeast));
  }

  /** Another figure of ours, as so many times that of another one that took part. */
  Comparison figure(CoapContender other, String figure, double atMost) {
    return ratio(other, figure, Bar.atMost("ratio", atMost));
  }

  /** A figure of ours over the least of the others in Java, round by round. */
  Comparison bestInJava(String figure) {
    List<Cells> others =
        cells.entrySet().stream()
            .filter(entry -> entry.getKey().inJava() && entry.getKey() != CoapContender.OURS)
            .map(Map.Entry::getValue)
            .toList();
    IntToDoubleFunction best =
        round ->
            others.stream().mapToDouble(of -> value(of, figure, round)).min().orElse(Double.NaN);
    add("the best other in Java", figure, best, Bar.atMost("ratio", 1));
    return this;
  }

  List<Row> rows() {
    return rows;
  }

  private Comparison ratio(CoapContender other, String figure, Bar bar) {
    if (cells.containsKey(other)) {
      Cells theirs = cells.get(other);
      add(other.title(), figure, round -> value(theirs, figure, round), bar);
    }
    return this;
  }

  private void add(String other, String figure, IntToDoubleFunction theirs, Bar bar) {
    Cells ours = cells.get(CoapContender.OURS);
    double[] ratios =
        IntStream.range(0, ours.rounds())
            .filter(round -> Double.isFinite(theirs.applyAsDouble(round)))
            .mapToDouble(round -> ours.round(round).of(figure) / theirs.applyAsDouble(round))
            .toArray();
    Row row =
        new Row(
            measurement,
            "%d clients, gateway / %s, %s"
                .formatted(clients, other, figure.replaceFirst("Millis$", "")));
    rows.add(
        ratios.length == 0
            ? row.with("ratio", "no answers")
            : row.with("ratio", new Samples(ratios)).bar(bar));
  }

  /** Infinite where nothing was answered. */
  private static double value(Cells of, String figure, int round) {
    Cell cell = of.round(round);
    return cell.perSecond() > 0 ? cell.of(figure) : Double.POSITIVE_INFINITY;
  }
}
