package dev.millrace.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/**
 * The meters {@code millrace.gateway.*}. Their tags take few values: templates, methods, codes and
 * reasons, never what a device made up.
 */
final class GatewayMeters {
  private record Key(String name, Tags tags) {}

  private final Tags gateway;
  private final MeterRegistry registry;
  private final List<Meter> gauges;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

  GatewayMeters(String name, MeterRegistry registry, InFlight inFlight) {
    this.gateway = Tags.of("gateway", name);
    this.registry = registry;
    this.gauges =
        List.of(
            gauge("millrace.gateway.in.flight", inFlight, InFlight::messages),
            gauge("millrace.gateway.in.flight.bytes", inFlight, InFlight::bytes));
  }

  private Meter gauge(String name, InFlight inFlight, ToDoubleFunction<InFlight> value) {
    return Gauge.builder(name, inFlight, value)
        .description("Messages that are not answered yet")
        .tags(gateway)
        .strongReference(true)
        .register(registry);
  }

  /** A request was answered. */
  void answered(String resource, String method, ResponseCode code) {
    count(
        "millrace.gateway.requests",
        Tags.of(
            Tag.of("resource", resource),
            Tag.of("method", method),
            Tag.of("code", code.toString())),
        1);
  }

  /** A request was answered with an error. */
  void refused(RefusalReason reason) {
    count("millrace.gateway.rejected", Tags.of("reason", reason.tag()), 1);
  }

  /** A message came in whole. */
  void received(String resource, int payloadBytes) {
    count("millrace.gateway.bytes", Tags.of("resource", resource), payloadBytes);
  }

  /** A copy of an earlier request came in. */
  void duplicate() {
    count("millrace.gateway.duplicates", Tags.empty(), 1);
  }

  /** A datagram was dropped unread, because too many wait already. */
  void dropped() {
    count("millrace.gateway.datagrams.dropped", Tags.empty(), 1);
  }

  private void count(String name, Tags tags, double amount) {
    counters
        .computeIfAbsent(
            new Key(name, tags),
            key -> Counter.builder(name).tags(gateway).tags(tags).register(registry))
        .increment(amount);
  }

  /** Takes the gauges out of the registry; they would keep the gateway alive. */
  void close() {
    gauges.forEach(registry::remove);
  }
}
