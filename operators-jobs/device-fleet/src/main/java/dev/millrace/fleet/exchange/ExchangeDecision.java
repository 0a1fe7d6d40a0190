package dev.millrace.fleet.exchange;

import dev.millrace.fleet.log.Outcome;

/** What follows from an event. */
public sealed interface ExchangeDecision {
  /** Go on waiting. */
  record Wait(ExchangeState next) implements ExchangeDecision {}

  /** Send the same datagram again, then go on waiting. */
  record Retransmit(ExchangeState next) implements ExchangeDecision {}

  /**
   * The exchange is over.
   *
   * @param code raw response code, 0 without a response
   */
  record End(Outcome outcome, int code) implements ExchangeDecision {}
}
