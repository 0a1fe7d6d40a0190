package dev.millrace.fleet;

import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.ResponseCodes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The meters {@code millrace.fleet.*} of one fleet, tagged with its name. */
final class FleetMeters implements AutoCloseable {
  private static final String PREFIX = "millrace.fleet.";

  private final MeterRegistry registry;
  private final Tags tags;
  private final List<Meter> meters = new ArrayList<>();
  private final Map<String, Counter> ended = new HashMap<>();
  private final AtomicLong outstanding = new AtomicLong();
  private final Counter sent;
  private final Counter retransmissions;
  private final Counter repeats;
  private final Counter skipped;
  private final Counter unexpected;
  private final Counter undelivered;
  private final Timer roundTrips;

  FleetMeters(MeterRegistry registry, String fleet, int devices) {
    this.registry = registry;
    this.tags = Tags.of("fleet", fleet);
    sent = counter("sent", "Exchanges begun");
    retransmissions = counter("retransmissions", "Datagrams sent again without acknowledgement");
    repeats = counter("repeats", "Exchanges that send a reading again after 5.03");
    skipped = counter("skipped", "Readings that were due and never sent");
    unexpected = counter("unexpected", "Datagrams received that belonged to no exchange");
    undelivered = counter("undelivered", "Datagrams that the system refused to send");
    roundTrips =
        keep(
            Timer.builder(PREFIX + "round.trip")
                .description("First transmission to response")
                .tags(tags)
                .register(registry));
    Meter unusedGauge =
        keep(
            Gauge.builder(PREFIX + "outstanding", outstanding, AtomicLong::get)
                .description("Exchanges whose answer is still awaited")
                .tags(tags)
                .register(registry));
    Meter unusedDevices =
        keep(
            Gauge.builder(PREFIX + "devices", () -> devices)
                .description("Simulated devices")
                .tags(tags)
                .register(registry));
  }

  void sent() {
    sent.increment();
    outstanding.incrementAndGet();
  }

  void ended(Outcome outcome, int code, long roundTripNanos) {
    outstanding.decrementAndGet();
    ended.computeIfAbsent(outcome + " " + code, key -> ended(outcome, code)).increment();
    if (code != 0) {
      roundTrips.record(roundTripNanos, TimeUnit.NANOSECONDS);
    }
  }

  void retransmitted() {
    retransmissions.increment();
  }

  void repeated() {
    repeats.increment();
  }

  void skipped(int readings) {
    skipped.increment(readings);
  }

  void unexpected() {
    unexpected.increment();
  }

  void undelivered() {
    undelivered.increment();
  }

  /** Takes the meters out of the registry. */
  @Override
  public synchronized void close() {
    meters.forEach(registry::remove);
    meters.clear();
  }

  private Counter ended(Outcome outcome, int code) {
    return keep(
        Counter.builder(PREFIX + "ended")
            .description("Exchanges ended, by outcome and response code")
            .tags(tags.and("outcome", outcome.name(), "code", ResponseCodes.text(code)))
            .register(registry));
  }

  private Counter counter(String name, String description) {
    return keep(
        Counter.builder(PREFIX + name).description(description).tags(tags).register(registry));
  }

  private synchronized <M extends Meter> M keep(M meter) {
    meters.add(meter);
    return meter;
  }
}
