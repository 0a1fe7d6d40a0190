package dev.millrace.fleet.log;

/**
 * A 64-bit hash of a payload (FNV-1a), by which a checker recognises a payload that the log no
 * longer holds. It finds accidental changes; it is no protection against a forger.
 */
public final class PayloadHash {
  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private PayloadHash() {}

  /** The hash of all bytes of {@code payload}. */
  public static long of(byte[] payload) {
    long hash = OFFSET_BASIS;
    for (byte b : payload) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    return hash;
  }
}
