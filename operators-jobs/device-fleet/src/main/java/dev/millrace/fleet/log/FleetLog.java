package dev.millrace.fleet.log;

/**
 * Where a fleet reports each exchange: once when it is sent, and once when it has ended. Called by
 * the fleet's one thread, so an implementation must not block; an exception ends the fleet with
 * that exception as its failure.
 */
public interface FleetLog extends AutoCloseable {
  /**
   * A request is about to be transmitted for the first time.
   *
   * @return a reference of the log's choice, which comes back with the outcome
   */
  long sent(SentExchange exchange);

  /**
   * An exchange has ended. Called exactly once for every exchange of a fleet that was stopped.
   *
   * @param reference what {@link #sent} returned
   * @param exchange what {@link #sent} was given
   * @param outcome never {@link Outcome#OUTSTANDING}
   * @param code raw response code (class times 32 plus detail), 0 without a response
   * @param roundTripNanos first transmission to response, 0 without a response
   */
  void ended(long reference, SentExchange exchange, Outcome outcome, int code, long roundTripNanos);

  /** Writes out what is still buffered. A fleet never closes its log. */
  @Override
  void close();
}
