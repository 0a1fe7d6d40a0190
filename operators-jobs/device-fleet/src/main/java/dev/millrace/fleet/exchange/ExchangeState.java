package dev.millrace.fleet.exchange;

/**
 * Where one exchange stands. Times are nanoseconds of the fleet's own clock.
 *
 * @param stage what the device waits for
 * @param started when the first datagram was sent
 * @param timeout the current retransmission time-out
 * @param retransmissions how many retransmissions have been sent
 * @param deadline when {@link ExchangeEvent.Timeout} is due
 */
public record ExchangeState(
    Stage stage, long started, long timeout, int retransmissions, long deadline) {

  /** What the device waits for. */
  public enum Stage {
    /** A confirmable request is unacknowledged: it will be retransmitted. */
    ACKNOWLEDGEMENT,
    /** Only the response is missing: nothing will be sent again. */
    RESPONSE
  }
}
