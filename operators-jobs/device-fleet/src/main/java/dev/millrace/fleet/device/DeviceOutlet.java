package dev.millrace.fleet.device;

import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.SentExchange;

/** Where a device sends its datagrams and reports what it does. */
public interface DeviceOutlet {
  /** Sends a datagram from the socket of {@code device}; it may get lost. */
  void transmit(int device, byte[] datagram);

  /** A new exchange begins; returns a reference that comes back with its end. */
  long sent(SentExchange exchange);

  /** An exchange has ended. */
  void ended(long reference, SentExchange exchange, Outcome outcome, int code, long roundTripNanos);

  /** A request was sent once more because no acknowledgement came. */
  void retransmitted();

  /** A reading will be sent again after 5.03. */
  void repeated();

  /** This many readings were due and will never be sent. */
  void skipped(int readings);

  /** A datagram came that belongs to no exchange, or was malformed. */
  void unexpected();
}
