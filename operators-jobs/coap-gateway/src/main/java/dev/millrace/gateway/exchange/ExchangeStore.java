package dev.millrace.gateway.exchange;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Remembers each request for its whole lifetime, and how it was answered, so that a copy of it is
 * not carried out again and gets the same answer (RFC 7252 section 4.5).
 *
 * <p>Nothing is forgotten before its time. If a request cannot be remembered, with room for the
 * longest answer to it, within the bound of the pool, that is said before it is carried out. What
 * is over is forgotten in small steps, by {@link #sweep} and when room is short.
 *
 * <p>Safe for use by several threads.
 */
public final class ExchangeStore {
  /** Bounds how long a lock is held: some ten microseconds. */
  private static final int STEPS = 256;

  /** Enough that a thread that receives and one that answers seldom meet. A power of two. */
  private static final int SHARDS = 4;

  /** How often peers are looked for of which nothing is heard any more. */
  private static final long CLEANUP_MILLIS = TimeUnit.SECONDS.toMillis(10);

  /** Lets whoever waits for a lock have it before the next step. */
  private static final long PAUSE_NANOS = 1000;

  private final LongSupplier clock;
  private final List<ExchangeShard> shards;
  private long nextCleanup;

  /**
   * @param maxAnswerBytes the longest answer that is kept
   * @param clock milliseconds from any beginning; it does not go back
   */
  public ExchangeStore(SlabPool pool, Lifetimes lifetimes, int maxAnswerBytes, LongSupplier clock) {
    this.clock = clock;
    this.shards =
        IntStream.range(0, SHARDS)
            .mapToObj(number -> new ExchangeShard(pool, lifetimes, maxAnswerBytes))
            .toList();
    this.nextCleanup = clock.getAsLong() + CLEANUP_MILLIS;
  }

  /**
   * Judges a request, and remembers it if it is new.
   *
   * @param peer who sends it; has to have {@code equals} and {@code hashCode}
   * @param mid its message id
   * @param confirmable whether it is a CON, else it is a NON
   */
  public Arrival arrive(Object peer, int mid, boolean confirmable) {
    return shard(peer).arrive(peer, mid, confirmable, clock.getAsLong(), STEPS);
  }

  private ExchangeShard shard(Object peer) {
    int hash = peer.hashCode();
    hash ^= hash >>> 16;
    hash ^= hash >>> 8;
    return shards.get(hash & (SHARDS - 1));
  }

  /**
   * The confirmable requests of a peer that came last and are answered.
   *
   * @param most how many at most
   * @return the newest first
   */
  public List<RememberedAnswer> newest(Object peer, int most) {
    return shard(peer).newest(peer, most, clock.getAsLong());
  }

  /**
   * Goes on remembering what another store remembered.
   *
   * @return false if there is no room, or the message id is taken; nothing has changed then
   */
  public boolean restore(Object peer, RememberedAnswer known) {
    return shard(peer).restore(peer, known, clock.getAsLong());
  }

  /**
   * Forgets all that is over, and, every ten seconds, the peers of which nothing is remembered and
   * nothing was heard since the time before. Meant to be called about once a second.
   */
  public synchronized void sweep() {
    long now = clock.getAsLong();
    boolean cleanup = now >= nextCleanup;
    if (cleanup) {
      nextCleanup = now + CLEANUP_MILLIS;
    }
    for (ExchangeShard shard : shards) {
      while (shard.expire(now, STEPS)) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      if (cleanup) {
        shard.beginCleanup();
        while (shard.cleanUp(STEPS)) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
  }

  /**
   * Loses what is remembered of some peer, as a crash of whoever holds it would: copies of its
   * requests will be carried out again. For trying what follows.
   */
  public void losePeer(RandomGenerator random) {
    int first = random.nextInt(SHARDS);
    for (int i = 0; i < SHARDS; i++) {
      if (shards.get((first + i) & (SHARDS - 1)).losePeer(random)) {
        return;
      }
    }
  }

  /** How many peers are known. */
  public int peers() {
    return shards.stream().mapToInt(ExchangeShard::peers).sum();
  }

  /** How many requests are remembered. */
  public int exchanges() {
    return shards.stream().mapToInt(ExchangeShard::exchanges).sum();
  }
}
