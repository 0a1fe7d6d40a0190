package dev.millrace.operator;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** How often and how long each controller works, and how often it fails. */
final class ReconcileMetrics implements Metrics {
  private final MeterRegistry registry;

  ReconcileMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    Timer.Sample sample = Timer.start(registry);
    boolean done = false;
    try {
      T result = execution.execute();
      done = true;
      return result;
    } finally {
      sample.stop(
          registry.timer(
              "millrace.operator.reconcile",
              "controller",
              execution.controllerName(),
              "work",
              execution.name(),
              "result",
              done ? "done" : "failed"));
    }
  }
}
