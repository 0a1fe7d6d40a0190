package dev.millrace.gateway.observe;

import dev.millrace.gateway.meter.Gauges;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.DoubleSupplier;

/** The meters of observation. */
final class ObserveMeters {
  private final Tags gateway;
  private final MeterRegistry registry;
  private final Gauges gauges;

  ObserveMeters(String name, MeterRegistry registry) {
    this.gateway = Tags.of("gateway", name);
    this.registry = registry;
    this.gauges = new Gauges(name, registry);
  }

  /** Shows what there is now. */
  void show(DoubleSupplier observers, DoubleSupplier bytes) {
    gauges.show("millrace.gateway.observers", observers, "Observations in force");
    gauges.show("millrace.gateway.observe.bytes", bytes, "Memory for the newest records");
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

  /** Takes the gauges out of the registry. */
  void close() {
    gauges.close();
  }
}
