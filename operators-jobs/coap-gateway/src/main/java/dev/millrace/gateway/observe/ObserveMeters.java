package dev.millrace.gateway.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.DoubleSupplier;

/** The meters of observation. */
final class ObserveMeters {
  private final Tags gateway;
  private final MeterRegistry registry;
  private volatile List<Meter> gauges = List.of();

  ObserveMeters(String name, MeterRegistry registry) {
    this.gateway = Tags.of("gateway", name);
    this.registry = registry;
  }

  /** Shows what there is now. */
  void show(DoubleSupplier observers, DoubleSupplier bytes) {
    gauges =
        List.of(
            gauge("millrace.gateway.observers", observers, "Observations in force"),
            gauge("millrace.gateway.observe.bytes", bytes, "Memory for the newest records"));
  }

  private Meter gauge(String name, DoubleSupplier value, String description) {
    return Gauge.builder(name, value, DoubleSupplier::getAsDouble)
        .description(description)
        .tags(gateway)
        .strongReference(true)
        .register(registry);
  }

  /** Somebody wanted to observe, and only got an answer, because of a bound. */
  void refused(String bound) {
    count("millrace.gateway.observers.refused", "bound", bound);
  }

  /** A record is not kept. */
  void leftOut(String reason) {
    count("millrace.gateway.observe.left.out", "reason", reason);
  }

  /** A notification was handed to the CoAP stack. */
  void notified(String kind) {
    count("millrace.gateway.notifications", "kind", kind);
  }

  /** A device has answered a notification, or has not although it had to. */
  void confirmed(String outcome) {
    count("millrace.gateway.notifications.confirmed", "outcome", outcome);
  }

  private void count(String name, String tag, String value) {
    Counter.builder(name).tags(gateway).tag(tag, value).register(registry).increment();
  }

  /** Takes the gauges out of the registry; they would keep the gateway alive. */
  void close() {
    gauges.forEach(registry::remove);
  }
}
