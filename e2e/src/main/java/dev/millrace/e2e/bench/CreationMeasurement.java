package dev.millrace.e2e.bench;

import dev.millrace.local.bench.Row;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What it costs until every resource is ready, with pods that come up at once. */
final class CreationMeasurement {
  private CreationMeasurement() {}

  /** From the creation of the resources. */
  static Row measure(Stand stand, OperatorProcess operator)
      throws IOException, InterruptedException {
    Phase phase = Phase.begin(stand, operator);
    long begun = System.nanoTime();
    stand.plant().createResources();
    return row("of all", phase, begun, stand.plant().population().resources());
  }

  /** From when many need new pods. */
  static Row again(Stand stand, OperatorProcess operator) throws IOException, InterruptedException {
    Phase phase = Phase.begin(stand, operator);
    return row("new pods", phase, System.nanoTime(), stand.plant().unready());
  }

  private static Row row(String name, Phase phase, long begun, long resources)
      throws IOException, InterruptedException {
    phase.stand().bringUp(phase.operator());
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    Calls calls = phase.calls();
    phase.stand().options().say(name + ": " + calls.summary());
    double each = Math.max(1, resources);
    return new Row("ready", name)
        .with("resources", resources)
        .with("seconds", seconds)
        .with("reconciles", phase.reconciles() / each)
        .with("statusWrites", calls.statusWrites() / each)
        .with("events", calls.told() / each)
        .with("objectWrites", calls.objectWrites() / each)
        .with("reads", (calls.all() - calls.writes()) / each);
  }
}
