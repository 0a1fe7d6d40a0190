package dev.millrace.gateway.exchange;

/** What a store says about a request that comes in. */
public sealed interface Arrival
    permits OpenExchange, Arrival.Answered, Arrival.Known, Arrival.NoRoom {
  /** It was carried out, and this is how it was answered: send that again. */
  // Nobody else has the array.
  @SuppressWarnings("ArrayRecordComponent")
  record Answered(byte[] answer) implements Arrival {}

  /**
   * It is being carried out, or was answered by a message of its own, as every NON is: a copy needs
   * no reaction (RFC 7252 sections 4.2 and 4.3).
   */
  record Known() implements Arrival {}

  /** It was not seen, but could not be remembered: do not carry it out. */
  record NoRoom() implements Arrival {}
}
