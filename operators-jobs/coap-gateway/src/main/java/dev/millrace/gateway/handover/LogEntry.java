package dev.millrace.gateway.handover;

import java.util.UUID;

/** A record of the topic through which sessions go. */
sealed interface LogEntry {
  /**
   * Sessions that somebody may take.
   *
   * @param label what is known of them without the key
   * @param sealed the sessions, encrypted
   */
  // Nobody changes the array.
  @SuppressWarnings("ArrayRecordComponent")
  record Parcel(Label label, byte[] sealed) implements LogEntry {}

  /**
   * What a parcel says of itself; the encryption vouches for it.
   *
   * @param id of the parcel; no two have the same
   * @param gateway name of the resource
   * @param place where its devices come to; only a gateway there takes it
   * @param port of the listener, as the specification has it
   * @param millis the time of the day when it was made
   */
  record Label(UUID id, String gateway, String place, int port, long millis) {}

  /**
   * Somebody wants a parcel. The first who does has it, and nobody else ever: the log has an order
   * that all see.
   *
   * @param parcel that is wanted
   * @param by the process that wants it
   */
  record Claim(UUID parcel, UUID by) implements LogEntry {}
}
