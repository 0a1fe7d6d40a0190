package dev.millrace.fleet.message;

/**
 * Tokens of eight bytes: the device's number and the exchange's, XORed with a mask of the fleet.
 * They are unique within a fleet's run because the XOR is one-to-one.
 *
 * @param mask any bits; from the fleet's seed, so that fleets with other seeds use other tokens
 */
public record Tokens(long mask) {
  /**
   * The token of the {@code exchange}-th exchange of {@code device}.
   *
   * @param device at least 0
   */
  public long of(int device, int exchange) {
    return ((long) device << Integer.SIZE | Integer.toUnsignedLong(exchange)) ^ mask;
  }
}
