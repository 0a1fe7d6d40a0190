package dev.millrace.gateway.downlink;

import dev.millrace.gateway.meter.Gauges;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.DoubleSupplier;

/** The meters of commands. */
final class DownlinkMeters {
  private final Tags gateway;
  private final MeterRegistry registry;
  private final Gauges gauges;

  DownlinkMeters(
      String name,
      MeterRegistry registry,
      DoubleSupplier open,
      DoubleSupplier devices,
      DoubleSupplier observations) {
    this.gateway = Tags.of("gateway", name);
    this.registry = registry;
    this.gauges = new Gauges(name, registry);
    gauges.show("millrace.gateway.commands.open", open, "Commands without a result in the log");
    gauges.show("millrace.gateway.devices", devices, "Devices whose address is remembered");
    gauges.show("millrace.gateway.commands.observed", observations, "Resources observed");
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

  /** Takes the gauges out of the registry. */
  void close() {
    gauges.close();
  }
}
