package dev.millrace.fleet.exchange;

import java.time.Duration;

/**
 * How long a device waits for what.
 *
 * @param ackTimeout shortest time to the first retransmission (ACK_TIMEOUT)
 * @param ackRandomFactor the first time-out is drawn between one and this many times {@code
 *     ackTimeout} (ACK_RANDOM_FACTOR), at least 1
 * @param maxRetransmit retransmissions before the device gives up (MAX_RETRANSMIT)
 * @param separateResponseWait wait for a separate response, counted from the empty acknowledgement.
 *     The RFC leaves it open
 * @param exchangeLifetime time before a confirmable message's Message ID may be used again
 * @param nonLifetime the same for a non-confirmable message; also how long the device waits for the
 *     response to one
 */
public record CoapTimes(
    Duration ackTimeout,
    double ackRandomFactor,
    int maxRetransmit,
    Duration separateResponseWait,
    Duration exchangeLifetime,
    Duration nonLifetime) {

  /**
   * The defaults of RFC 7252 section 4.8; a separate response is awaited for MAX_TRANSMIT_WAIT, as
   * long as an acknowledgement would be.
   */
  public static final CoapTimes RFC_7252 =
      new CoapTimes(
          Duration.ofSeconds(2),
          1.5,
          4,
          Duration.ofSeconds(93),
          Duration.ofSeconds(247),
          Duration.ofSeconds(145));

  /** Refuses what would make a device wait for ever or not at all. */
  public CoapTimes {
    if (!ackTimeout.isPositive()
        || !separateResponseWait.isPositive()
        || !exchangeLifetime.isPositive()
        || !nonLifetime.isPositive()) {
      throw new IllegalArgumentException("every time must be longer than 0");
    }
    if (!(ackRandomFactor >= 1)) {
      throw new IllegalArgumentException("ackRandomFactor must be at least 1: " + ackRandomFactor);
    }
    if (maxRetransmit < 0) {
      throw new IllegalArgumentException("maxRetransmit must be at least 0: " + maxRetransmit);
    }
  }
}
