package dev.millrace.fleet.log;

/**
 * An exchange as the log remembers it.
 *
 * @param index rank in the log, from 0 in the order of sending
 * @param sent the request
 * @param outcome how it ended, or {@link Outcome#OUTSTANDING}
 * @param code raw response code (class times 32 plus detail), 0 without a response
 * @param roundTripMicros first transmission to response, 0 without a response
 */
public record LoggedExchange(
    int index, SentExchange sent, Outcome outcome, int code, long roundTripMicros) {

  /** The response code as RFC 7252 writes it, such as {@code 2.04}; {@code -} without one. */
  public String codeText() {
    return ResponseCodes.text(code);
  }
}
