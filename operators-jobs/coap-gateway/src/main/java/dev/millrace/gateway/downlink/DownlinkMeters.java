package dev.millrace.gateway.downlink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.DoubleSupplier;

/** The meters of commands. */
final class DownlinkMeters {
  private final Tags gateway;
  private final MeterRegistry registry;
  private final List<Meter> gauges;

  DownlinkMeters(
      String name,
      MeterRegistry registry,
      DoubleSupplier open,
      DoubleSupplier devices,
      DoubleSupplier observations) {
    this.gateway = Tags.of("gateway", name);
    this.registry = registry;
    this.gauges =
        List.of(
            gauge("millrace.gateway.commands.open", open, "Commands without a result in the log"),
            gauge("millrace.gateway.devices", devices, "Devices whose address is remembered"),
            gauge("millrace.gateway.commands.observed", observations, "Resources observed"));
  }

  private Meter gauge(String name, DoubleSupplier value, String description) {
    return Gauge.builder(name, value, DoubleSupplier::getAsDouble)
        .description(description)
        .tags(gateway)
        .strongReference(true)
        .register(registry);
  }

  /** A command has come to its result. */
  void ended(CommandResult.Outcome outcome) {
    Counter.builder("millrace.gateway.commands")
        .tags(gateway)
        .tag("outcome", outcome.name())
        .register(registry)
        .increment();
  }

  /** A state of an observed resource did not get into the log. */
  void notTold() {
    Counter.builder("millrace.gateway.commands.states.lost")
        .tags(gateway)
        .register(registry)
        .increment();
  }

  /** Takes the gauges out of the registry; they would keep the gateway alive. */
  void close() {
    gauges.forEach(registry::remove);
  }
}
