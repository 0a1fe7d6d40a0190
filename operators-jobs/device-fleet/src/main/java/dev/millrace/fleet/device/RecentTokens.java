package dev.millrace.fleet.device;

/**
 * The tokens whose responses a device took last. A response that comes again after its
 * acknowledgement was lost is acknowledged again and not reset (RFC 7252 section 4.2).
 */
final class RecentTokens {
  private static final int REMEMBERED = 8;

  private final long[] tokens = new long[REMEMBERED];
  private int count;

  void add(long token) {
    tokens[count++ & REMEMBERED - 1] = token;
  }

  boolean contains(long token) {
    int filled = count < 0 ? REMEMBERED : Math.min(count, REMEMBERED);
    for (int i = 0; i < filled; i++) {
      if (tokens[i] == token) {
        return true;
      }
    }
    return false;
  }
}
