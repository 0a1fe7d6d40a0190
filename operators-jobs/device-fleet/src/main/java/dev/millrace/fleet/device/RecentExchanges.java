package dev.millrace.fleet.device;

/**
 * The exchanges that a device ended last by an answer. A response that comes again after its
 * acknowledgement was lost is acknowledged again and not reset (RFC 7252 section 4.2), and copies
 * of what a device has seen are not held against the gateway.
 */
final class RecentExchanges {
  private static final int REMEMBERED = 8;

  private final long[] tokens = new long[REMEMBERED];
  private final int[] messageIds = new int[REMEMBERED];
  private int filled;
  private int next;

  void add(long token, int messageId) {
    tokens[next] = token;
    messageIds[next] = messageId;
    next = (next + 1) % REMEMBERED;
    filled = Math.max(filled, next == 0 ? REMEMBERED : next);
  }

  boolean hasToken(long token) {
    for (int i = 0; i < filled; i++) {
      if (tokens[i] == token) {
        return true;
      }
    }
    return false;
  }

  boolean hasMessageId(int messageId) {
    for (int i = 0; i < filled; i++) {
      if (messageIds[i] == messageId) {
        return true;
      }
    }
    return false;
  }
}
