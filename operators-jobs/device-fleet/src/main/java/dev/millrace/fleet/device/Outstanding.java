package dev.millrace.fleet.device;

import dev.millrace.fleet.exchange.ExchangeState;
import dev.millrace.fleet.log.SentExchange;

/** An exchange that is under way. */
final class Outstanding {
  final Reading reading;
  final SentExchange sent;
  final long reference;
  final byte[] datagram;
  ExchangeState state;

  Outstanding(
      Reading reading, SentExchange sent, long reference, byte[] datagram, ExchangeState state) {
    this.reading = reading;
    this.sent = sent;
    this.reference = reference;
    this.datagram = datagram;
    this.state = state;
  }
}
