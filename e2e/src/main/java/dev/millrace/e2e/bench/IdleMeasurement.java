package dev.millrace.e2e.bench;

import dev.millrace.local.bench.Bar;
import dev.millrace.local.bench.Row;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Nothing happens, and the operator does nothing. */
final class IdleMeasurement {
  private IdleMeasurement() {}

  static Row measure(Stand stand, OperatorProcess operator)
      throws IOException, InterruptedException {
    Phase phase = Phase.begin(stand, operator);
    long before = operator.figures().cpuNanos();
    TimeUnit.SECONDS.sleep(stand.options().idle);
    long cpu = operator.figures().cpuNanos() - before;
    Calls calls = phase.calls();
    if (calls.all() > 0) {
      stand.options().say("idle: " + calls.summary());
    }
    return new Row("idle", "all")
        .with("seconds", stand.options().idle)
        .with("calls", calls.all() - calls.watches())
        .with("watchesRenewed", calls.watches())
        .with("reconciles", phase.reconciles())
        .with("cpuMillis", TimeUnit.NANOSECONDS.toMillis(cpu))
        .bar(Bar.atMost("calls", 0))
        .bar(Bar.atMost("reconciles", 0));
  }
}
