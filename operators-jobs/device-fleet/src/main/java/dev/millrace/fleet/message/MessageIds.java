package dev.millrace.fleet.message;

import java.util.Arrays;

/**
 * The Message IDs of one device: a random first one, then one after the other, and none used again
 * within its lifetime (RFC 7252 section 4.4). The lifetime is kept for blocks of Message IDs, which
 * costs 16 longs a device instead of 65,536.
 */
public final class MessageIds {
  private static final int IDS = 1 << 16;
  private static final int BLOCKS = 16;
  private static final int BLOCK = IDS / BLOCKS;

  private final long lifetime;
  private final long[] lastUse = new long[BLOCKS];
  private int next;

  /**
   * Starts at {@code first}.
   *
   * @param lifetimeNanos how long a Message ID stays taken
   */
  public MessageIds(int first, long lifetimeNanos) {
    this.next = first & IDS - 1;
    this.lifetime = lifetimeNanos;
    Arrays.fill(lastUse, Long.MIN_VALUE);
  }

  /** The highest sustained rate, in messages a second, that never has to wait for a Message ID. */
  public static double sustainableRate(long lifetimeNanos) {
    return (IDS - BLOCK) * 1e9 / lifetimeNanos;
  }

  /** The earliest time at which {@link #take} may be called; {@code Long.MIN_VALUE}: any. */
  public long availableAt() {
    long last = lastUse[next / BLOCK];
    return next % BLOCK != 0 || last == Long.MIN_VALUE ? Long.MIN_VALUE : last + lifetime;
  }

  /** The next Message ID. */
  public int take(long now) {
    int id = next;
    lastUse[id / BLOCK] = now;
    next = id + 1 & IDS - 1;
    return id;
  }
}
