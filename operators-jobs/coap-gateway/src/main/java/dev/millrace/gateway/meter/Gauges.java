package dev.millrace.gateway.meter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Gauges of a gateway, which are in the registry until they are closed. Thread-safe. */
public final class Gauges implements AutoCloseable {
  private final Tags tags;
  private final MeterRegistry registry;
  private final List<Meter> shown = new CopyOnWriteArrayList<>();

  /**
   * @param gateway the value of the tag {@code gateway}
   */
  public Gauges(String gateway, MeterRegistry registry) {
    this.tags = Tags.of("gateway", gateway);
    this.registry = registry;
  }

  /**
   * Shows a value.
   *
   * @param of whose value it is; the registry keeps it from the garbage collector
   */
  public <T> void show(String name, T of, ToDoubleFunction<T> value, String description) {
    shown.add(
        Gauge.builder(name, of, value)
            .description(description)
            .tags(tags)
            .strongReference(true)
            .register(registry));
  }

  /** Shows a value. */
  public void show(String name, DoubleSupplier value, String description) {
    show(name, value, DoubleSupplier::getAsDouble, description);
  }

  /** Takes them out of the registry; they would keep the gateway alive. */
  @Override
  public void close() {
    shown.forEach(registry::remove);
    shown.clear();
  }
}
