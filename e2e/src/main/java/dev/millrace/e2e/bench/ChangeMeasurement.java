package dev.millrace.e2e.bench;

import dev.millrace.local.bench.Bar;
import dev.millrace.local.bench.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Specifications are changed one after the other: how long each takes, and what it costs. */
final class ChangeMeasurement {
  private static final long PAUSE_MILLIS = 20;
  private static final double HALF = 0.5;
  private static final double NEARLY_ALL = 0.99;
  private static final double MOST_P50 = 15;
  private static final double MOST_P99 = 60;
  private static final double MOST_RECONCILES = 1.05;
  private static final int WARM_UP_SHARE = 5;

  private final Stand stand;
  private final OperatorProcess operator;
  private final List<SpecChange> all = new ArrayList<>();

  /** The first value is what the resources have already. */
  private int value = 10_000;

  private ChangeMeasurement(Stand stand, OperatorProcess operator) {
    this.stand = stand;
    this.operator = operator;
  }

  static List<Row> measure(Stand stand, OperatorProcess operator)
      throws IOException, InterruptedException {
    ChangeMeasurement measurement = new ChangeMeasurement(stand, operator);
    List<Row> rows = new ArrayList<>();
    try (DependentWatch watch = new DependentWatch(stand.client())) {
      int number = stand.options().changes;
      for (ChangedKind kind : ChangedKind.values()) {
        measurement.changes(watch, kind, Math.max(1, number / WARM_UP_SHARE));
      }
      // Whatever had to get new pods gets them before anything is counted.
      stand.bringUp(operator);
      for (ChangedKind kind : ChangedKind.values()) {
        rows.add(measurement.row(watch, kind, number));
      }
    }
    rows.add(
        latency(new Row("change", "all"), measurement.all)
            .bar(Bar.atMost("p50Millis", MOST_P50))
            .bar(Bar.atMost("p99Millis", MOST_P99)));
    return rows;
  }

  private List<SpecChange> changes(DependentWatch watch, ChangedKind kind, int number)
      throws IOException, InterruptedException {
    List<SpecChange> made = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int resource = i % kind.number(stand.plant().population());
      made.add(SpecChange.make(stand, watch, kind, resource, ++value));
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return made;
  }

  private Row row(DependentWatch watch, ChangedKind kind, int number)
      throws IOException, InterruptedException {
    Phase phase = Phase.begin(stand, operator);
    List<SpecChange> made = changes(watch, kind, number);
    stand.settle(operator);
    all.addAll(made);
    Calls calls = phase.calls();
    double changes = number;
    stand.options().say(kind + ": " + calls.summary());
    return latency(new Row("change", kind.name().toLowerCase(Locale.ROOT)), made)
        .with("reconciles", phase.reconciles() / changes)
        .with("statusWrites", calls.statusWrites() / changes)
        .with("writesOfADependent", calls.objectWrites() / (changes * kind.dependents().size()))
        .with("events", calls.told() / changes)
        .with("reads", (calls.all() - calls.writes()) / changes)
        .bar(Bar.atMost("reconciles", MOST_RECONCILES))
        .bar(Bar.atMost("statusWrites", 1))
        .bar(Bar.atMost("writesOfADependent", 1));
  }

  private static Row latency(Row row, List<SpecChange> changes) {
    return row.with("changes", changes.size())
        .with("p50Millis", quantile(changes, SpecChange::rest, HALF))
        .with("p99Millis", quantile(changes, SpecChange::rest, NEARLY_ALL))
        .with("withRequestP50", quantile(changes, SpecChange::whole, HALF))
        .with("withRequestP99", quantile(changes, SpecChange::whole, NEARLY_ALL));
  }

  private static double quantile(
      List<SpecChange> changes, ToDoubleFunction<SpecChange> figure, double share) {
    double[] sorted = changes.stream().mapToDouble(figure).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }
}
