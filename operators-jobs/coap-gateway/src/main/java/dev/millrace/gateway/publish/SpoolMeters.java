package dev.millrace.gateway.publish;

import dev.millrace.gateway.meter.Gauges;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The meters of a spool. */
final class SpoolMeters {
  private final MeterRegistry registry;
  private final Backlog backlog;
  private final Gauges gauges;
  private final Counter spooled;
  private final Counter replayed;

  SpoolMeters(String name, MeterRegistry registry, Backlog backlog) {
    this.registry = registry;
    this.backlog = backlog;
    this.gauges = new Gauges(name, registry);
    show("records", "Records on disk", SpoolState::records);
    show("bytes", "Bytes on disk", SpoolState::bytes);
    show(
        "oldest.seconds",
        "Age of the oldest record on disk",
        state -> state.oldestAgeMillis() / 1_000.0);
    show("set.aside", "Records that Kafka refuses", SpoolState::setAside);
    show("damaged.bytes", "Bytes that could not be read", SpoolState::damagedBytes);
    this.spooled = counter(name, "spooled", "Records that were acknowledged from the disk");
    this.replayed = counter(name, "replayed", "Records that have left the disk");
  }

  private void show(String what, String description, ToDoubleFunction<SpoolState> value) {
    gauges.show(
        "millrace.gateway.spool." + what,
        backlog,
        one -> value.applyAsDouble(one.state()),
        description);
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
    gauges.close();
  }
}
