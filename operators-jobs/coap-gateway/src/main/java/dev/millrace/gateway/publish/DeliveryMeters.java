package dev.millrace.gateway.publish;

import dev.millrace.gateway.meter.Gauges;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The meters of publishing. */
final class DeliveryMeters {
  private final String name;
  private final MeterRegistry registry;
  private final Map<String, Timer> latencies = new ConcurrentHashMap<>();
  private final Gauges gauges;

  DeliveryMeters(String name, MeterRegistry registry, BooleanSupplier reachable) {
    this.name = name;
    this.registry = registry;
    this.gauges = new Gauges(name, registry);
    gauges.show(
        "millrace.gateway.broker.reachable",
        () -> reachable.getAsBoolean() ? 1 : 0,
        "1 while Kafka can be reached");
  }

  void acknowledged(String topic, long nanos) {
    latencies.computeIfAbsent(topic, this::latency).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer latency(String topic) {
    return Timer.builder("millrace.gateway.produce")
        .description("From a message's validation to its acknowledgement by Kafka")
        .tag("gateway", name)
        .tag("topic", topic)
        .publishPercentileHistogram()
        .register(registry);
  }

  void close() {
    gauges.close();
  }
}
