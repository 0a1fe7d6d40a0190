package dev.millrace.e2e.bench;

import dev.millrace.local.bench.Bar;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts beside resources that are all ready: how long, and whether anything is written. */
final class StartMeasurement {
  private static final double MOST_SECONDS = 1.5;
  private static final double MOST_CPU_SECONDS = 3;
  private static final double MOST_RECONCILES = 2;

  private final Stand stand;
  private final List<Double> ready = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();
  private final List<Double> settledCpu = new ArrayList<>();
  private final List<Double> settledRss = new ArrayList<>();
  private long writes;
  private long calls;
  private long reconciles;

  private StartMeasurement(Stand stand) {
    this.stand = stand;
  }

  /** Starts as the image does, and without the AOT cache that it may have. */
  static List<Row> measure(Stand stand) throws IOException, InterruptedException {
    StartMeasurement image = new StartMeasurement(stand);
    image.starts(stand::start);
    StartMeasurement plain = new StartMeasurement(stand);
    plain.starts(stand::startWithoutCache);
    return List.of(image.row("image"), plain.row("without its AOT cache"));
  }

  /** One way to start. */
  @FunctionalInterface
  private interface Start {
    OperatorProcess begin() throws IOException;
  }

  private void starts(Start start) throws IOException, InterruptedException {
    for (int i = 0; i < stand.options().starts; i++) {
      try (OperatorProcess operator = start.begin()) {
        ready.add(operator.awaitReady());
        cpu.add(seconds(operator.figures().cpuNanos()));
        stand.settle(operator);
        settledCpu.add(seconds(operator.figures().cpuNanos()));
        settledRss.add(operator.figures().rssMiB());
        Phase phase = Phase.fromStart(stand, operator);
        Calls seen = phase.calls();
        writes += seen.writes();
        calls = seen.all();
        reconciles = phase.reconciles();
      }
    }
  }

  private static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private Row row(String name) {
    Row row =
        new Row("start", name)
            .with("readySeconds", Samples.of(ready))
            .with("cpuSeconds", Samples.of(cpu))
            .with("cpuSecondsSettled", Samples.of(settledCpu))
            .with("rssMiBSettled", Samples.of(settledRss))
            .with("calls", calls)
            .with("writes", writes)
            .with("reconcilesEach", reconciles / (double) stand.plant().population().resources())
            .bar(Bar.atMost("writes", 0))
            .bar(Bar.atMost("reconcilesEach", MOST_RECONCILES));
    return name.equals("image")
        ? row.bar(Bar.atMost("readySeconds", MOST_SECONDS))
            .bar(Bar.atMost("cpuSeconds", MOST_CPU_SECONDS))
        : row;
  }
}
