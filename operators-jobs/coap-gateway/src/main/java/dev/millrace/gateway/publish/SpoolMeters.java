package dev.millrace.gateway.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The meters of a spool. */
final class SpoolMeters {
  private final MeterRegistry registry;
  private final List<Meter> gauges;
  private final Counter spooled;
  private final Counter replayed;

  SpoolMeters(String name, MeterRegistry registry, Backlog backlog) {
    this.registry = registry;
    this.gauges =
        List.of(
            gauge(name, backlog, "records", "Records on disk", SpoolState::records),
            gauge(name, backlog, "bytes", "Bytes on disk", SpoolState::bytes),
            gauge(
                name,
                backlog,
                "oldest.seconds",
                "Age of the oldest record on disk",
                state -> state.oldestAgeMillis() / 1_000.0),
            gauge(name, backlog, "set.aside", "Records that Kafka refuses", SpoolState::setAside),
            gauge(
                name,
                backlog,
                "damaged.bytes",
                "Bytes that could not be read",
                SpoolState::damagedBytes));
    this.spooled = counter(name, "spooled", "Records that were acknowledged from the disk");
    this.replayed = counter(name, "replayed", "Records that have left the disk");
  }

  private Meter gauge(
      String name,
      Backlog backlog,
      String what,
      String description,
      ToDoubleFunction<SpoolState> value) {
    return Gauge.builder(
            "millrace.gateway.spool." + what, backlog, one -> value.applyAsDouble(one.state()))
        .description(description)
        .tag("gateway", name)
        .strongReference(true)
        .register(registry);
  }

  private Counter counter(String name, String what, String description) {
    return Counter.builder("millrace.gateway." + what)
        .description(description)
        .tag("gateway", name)
        .register(registry);
  }

  void spooled(long records) {
    spooled.increment(records);
  }

  void replayed(long records) {
    replayed.increment(records);
  }

  void close() {
    gauges.forEach(registry::remove);
  }
}
