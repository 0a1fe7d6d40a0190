package dev.millrace.fleet;

import dev.millrace.fleet.device.DeviceOutlet;
import dev.millrace.fleet.log.FleetLog;
import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.SentExchange;
import dev.millrace.fleet.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Carries what devices do to the sockets, the log, the counters and the meters. */
final class FleetOutlet implements DeviceOutlet {
  private final Transport transport;
  private final FleetLog log;
  private final FleetCounters counters;
  private final FleetMeters meters;

  FleetOutlet(Transport transport, FleetLog log, FleetCounters counters, FleetMeters meters) {
    this.transport = transport;
    this.log = log;
    this.counters = counters;
    this.meters = meters;
  }

  @Override
  public void transmit(int device, byte[] datagram) {
    try {
      if (!transport.send(device, datagram)) {
        counters.undelivered();
        meters.undelivered();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("device " + device + " cannot send any more", e);
    }
  }

  @Override
  public long sent(SentExchange exchange) {
    long reference = log.sent(exchange);
    counters.sent();
    meters.sent();
    return reference;
  }

  @Override
  public void ended(
      long reference, SentExchange exchange, Outcome outcome, int code, long roundTripNanos) {
    log.ended(reference, exchange, outcome, code, roundTripNanos);
    counters.ended(outcome, code, roundTripNanos);
    meters.ended(outcome, code, roundTripNanos);
  }

  @Override
  public void retransmitted() {
    counters.retransmitted();
    meters.retransmitted();
  }

  @Override
  public void repeated() {
    counters.repeated();
    meters.repeated();
  }

  @Override
  public void skipped(int readings) {
    counters.skipped(readings);
    meters.skipped(readings);
  }

  @Override
  public void unexpected() {
    counters.unexpected();
    meters.unexpected();
  }
}
