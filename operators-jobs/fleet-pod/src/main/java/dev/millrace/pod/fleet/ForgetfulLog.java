package dev.millrace.pod.fleet;

import dev.millrace.fleet.log.FleetLog;
import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.SentExchange;

/**
 * Remembers no exchange: a process that runs for weeks is told by its counters what it has done.
 */
final class ForgetfulLog implements FleetLog {
  @Override
  public long sent(SentExchange exchange) {
    return 0;
  }

  @Override
  public void ended(
      long reference, SentExchange exchange, Outcome outcome, int code, long roundTripNanos) {}

  @Override
  public void close() {}
}
