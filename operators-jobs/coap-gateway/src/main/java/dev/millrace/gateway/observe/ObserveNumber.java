package dev.millrace.gateway.observe;

/**
 * The numbers by which an observer tells newer notifications from older ones (RFC 7641 sections 3.4
 * and 4.4). They follow the offsets of the records, so they are alike at all gateways.
 */
final class ObserveNumber {
  /** By how much a number may grow and still be seen as newer, whatever the time between. */
  private static final long MAX_STEP = (1 << 23) - 1;

  private static final int BITS_24 = (1 << 24) - 1;

  private ObserveNumber() {}

  /**
   * The number after {@code sent}: the record's offset if that is greater and not too far away, for
   * other keys may have many records in between.
   */
  static long next(long sent, long offset) {
    return Math.clamp(offset, sent + 1, sent + MAX_STEP);
  }

  /** What goes into the option: the lowest 24 bits. */
  static int option(long number) {
    return (int) (number & BITS_24);
  }
}
