package dev.millrace.gateway;

import dev.millrace.gateway.meter.Gauges;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/**
 * The meters {@code millrace.gateway.*}. Their tags take few values: templates, methods, codes and
 * reasons, never what a device made up.
 */
final class GatewayMeters {
  private static final String NOT_ANSWERED = "Messages that are not answered yet";
  private static final String REMEMBERED = "Requests that are remembered for their lifetime";

  /**
   * What a counter counts, without tags: making those for each request costs more than to count.
   */
  private record Key(String name, Object first, Object second, Object third) {}

  private final Tags gateway;
  private final MeterRegistry registry;
  private final Gauges gauges;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

  GatewayMeters(String name, MeterRegistry registry, InFlight inFlight, ExchangeMemory exchanges) {
    this.gateway = Tags.of("gateway", name);
    this.registry = registry;
    this.gauges = new Gauges(name, registry);
    gauges.show("millrace.gateway.in.flight", inFlight, InFlight::messages, NOT_ANSWERED);
    gauges.show("millrace.gateway.in.flight.bytes", inFlight, InFlight::bytes, NOT_ANSWERED);
    gauges.show("millrace.gateway.exchanges", exchanges, ExchangeMemory::exchanges, REMEMBERED);
    gauges.show("millrace.gateway.exchanges.bytes", exchanges, ExchangeMemory::bytes, REMEMBERED);
    gauges.show("millrace.gateway.peers", exchanges, ExchangeMemory::peers, "Peers of these");
  }

  /** A request was answered. */
  void answered(String resource, String method, ResponseCode code) {
    Key key = new Key("millrace.gateway.requests", resource, method, code);
    Counter known = counters.get(key);
    if (known == null) {
      known =
          register(key, Tags.of("resource", resource, "method", method, "code", code.toString()));
    }
    known.increment();
  }

  /** A request was answered with an error. */
  void refused(RefusalReason reason) {
    count("millrace.gateway.rejected", "reason", reason.tag(), 1);
  }

  /** A message came in whole. */
  void received(String resource, int payloadBytes) {
    count("millrace.gateway.bytes", "resource", resource, payloadBytes);
  }

  /** A copy of an earlier request came in; it was answered again, or ignored. */
  void duplicate(String outcome) {
    count("millrace.gateway.duplicates", "outcome", outcome, 1);
  }

  /** A request was dropped, because there was no room to remember it. */
  void noRoom() {
    count("millrace.gateway.exchanges.refused");
  }

  /** An answer was too long to be remembered. */
  void unremembered() {
    count("millrace.gateway.exchanges.too.long");
  }

  /** A datagram was not a CoAP message, or not one that may be sent. */
  void malformed() {
    count("millrace.gateway.datagrams.malformed");
  }

  /** A datagram came while the sessions were being handed over. */
  void left() {
    count("millrace.gateway.datagrams.left");
  }

  /** A part failed, and began anew unless that was too often. */
  void restarted(String part) {
    count("millrace.gateway.restarts", "part", part, 1);
  }

  private void count(String name) {
    Key key = new Key(name, "", "", "");
    Counter known = counters.get(key);
    (known == null ? register(key, Tags.empty()) : known).increment();
  }

  private void count(String name, String tag, String value, double amount) {
    Key key = new Key(name, value, "", "");
    Counter known = counters.get(key);
    (known == null ? register(key, Tags.of(tag, value)) : known).increment(amount);
  }

  private Counter register(Key key, Tags tags) {
    return counters.computeIfAbsent(
        key, unused -> Counter.builder(key.name()).tags(gateway).tags(tags).register(registry));
  }

  /** Takes the gauges out of the registry. */
  void close() {
    gauges.close();
  }
}
