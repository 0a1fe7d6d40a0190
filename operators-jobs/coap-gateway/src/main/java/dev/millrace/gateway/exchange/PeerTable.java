package dev.millrace.gateway.exchange;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;

/** The peers of a shard, by key and by number, and when each of them ends. Its shard guards it. */
final class PeerTable {
  private final SlabPool pool;
  private final Map<Object, PeerExchanges> byKey = new HashMap<>();
  private final BitSet numbers = new BitSet();
  private final Queue<PeerExchanges> idle = new ArrayDeque<>();
  private PeerExchanges[] byNumber = new PeerExchanges[16];

  /** Counts the intervals between cleanups. */
  private long interval = 1;

  /** How many peers this cleanup has still to look at. */
  private int toVisit;

  PeerTable(SlabPool pool) {
    this.pool = pool;
  }

  /** The peer of a key, of which something was heard just now; null if it is not known. */
  PeerExchanges heard(Object key) {
    PeerExchanges peer = byKey.get(key);
    if (peer != null) {
      peer.heard = interval;
    }
    return peer;
  }

  /** The peer of a key, be it heard or not; null if it is not known. */
  PeerExchanges find(Object key) {
    return byKey.get(key);
  }

  /** Makes a peer that is not known; null if there is no room. */
  PeerExchanges add(Object key) {
    int number = numbers.nextClearBit(0);
    PeerExchanges peer = new PeerExchanges(key, number);
    if (!pool.charge(peer.bytes())) {
      return null;
    }
    if (number == byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, 2 * number);
    }
    numbers.set(number);
    byNumber[number] = peer;
    byKey.put(key, peer);
    peer.heard = interval;
    return peer;
  }

  /** The peer of a number; null if it has ended. */
  PeerExchanges byNumber(int number) {
    return byNumber[number];
  }

  /** Some peer; null if there is none. */
  PeerExchanges any(RandomGenerator random) {
    if (numbers.isEmpty()) {
      return null;
    }
    return byNumber[numbers.nextSetBit(random.nextInt(numbers.length()))];
  }

  /** Gives a peer a page, unless there is no room for the entry. */
  boolean addPage(PeerExchanges peer, int number, int page) {
    int growth = peer.pages.growth();
    if (growth > 0 && !pool.charge(growth)) {
      return false;
    }
    peer.pages.put(number, page);
    return true;
  }

  void removePage(PeerExchanges peer, int number) {
    int before = peer.pages.bytes();
    peer.pages.remove(number);
    int freed = before - peer.pages.bytes();
    if (freed > 0) {
      pool.refund(freed);
    }
  }

  /** Nothing is remembered of a peer any more. */
  void rests(PeerExchanges peer) {
    if (!peer.idle) {
      peer.idle = true;
      idle.add(peer);
    }
  }

  void beginCleanup() {
    toVisit = idle.size();
    interval++;
  }

  boolean cleanUp(int steps) {
    for (int step = 0; step < steps && toVisit > 0; step++) {
      toVisit--;
      PeerExchanges peer = idle.remove();
      peer.idle = false;
      if (peer.exchanges == 0) {
        if (peer.heard < interval - 1) {
          end(peer);
        } else {
          rests(peer);
        }
      }
    }
    return toVisit > 0;
  }

  /** Ends a peer of which nothing is remembered. */
  void end(PeerExchanges peer) {
    byKey.remove(peer.key);
    numbers.clear(peer.number);
    byNumber[peer.number] = null;
    pool.refund(peer.bytes());
  }

  int size() {
    return byKey.size();
  }
}
