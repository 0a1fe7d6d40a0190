package dev.millrace.gateway.exchange;

import dev.millrace.gateway.exchange.Arrival.Answered;
import dev.millrace.gateway.exchange.Arrival.Known;
import dev.millrace.gateway.exchange.Arrival.NoRoom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The exchanges of some of the peers, under one lock that is held for a bounded number of steps.
 *
 * <p>A message id has one word: 0 if it is free, the position of its answer if that is above 0,
 * else a time with a mark for NON. Arrivals of each kind are in a log in the order in which they
 * were remembered, so what has to be forgotten comes to its front in time.
 */
final class ExchangeShard {
  private static final Known KNOWN = new Known();
  private static final NoRoom NO_ROOM = new NoRoom();

  private static final int OPEN = 1 << 31;
  private static final int NON = 1 << 30;

  /** Times are milliseconds modulo 12 days. */
  private static final int TIME = NON - 1;

  private final int conLife;
  private final int nonLife;
  private final PageSlabs pages;
  private final AnswerSlabs answers;
  private final ArrivalLog cons;
  private final ArrivalLog nons;
  private final PeerTable peers;

  private long now = Long.MIN_VALUE;
  private int exchanges;

  ExchangeShard(SlabPool pool, Lifetimes lifetimes, int maxAnswerBytes) {
    conLife = (int) lifetimes.confirmable().toMillis();
    nonLife = (int) lifetimes.nonConfirmable().toMillis();
    pages = new PageSlabs(pool);
    answers = new AnswerSlabs(pool, maxAnswerBytes);
    cons = new ArrivalLog(pool);
    nons = new ArrivalLog(pool);
    peers = new PeerTable(pool);
  }

  /** Judges a request; if it is new and there is room, remembers it. */
  synchronized Arrival arrive(Object key, int mid, boolean confirmable, long millis, int steps) {
    advance(millis);
    PeerExchanges peer = peers.heard(key);
    int word = peer == null ? 0 : word(peer, mid);
    if (word != 0) {
      if (!isOver(word)) {
        return word > 0 ? new Answered(answers.bytes(word)) : KNOWN;
      }
      forget(peer, mid, word);
    }
    int time = (int) now & TIME;
    Arrival arrival = remember(peer, key, mid, confirmable, time);
    if (arrival instanceof NoRoom) {
      expire(steps);
      arrival = remember(peer, key, mid, confirmable, time);
    }
    return arrival;
  }

  /** The newest answered CONs of a peer, the newest first. */
  synchronized List<RememberedAnswer> newest(Object key, int most, long millis) {
    advance(millis);
    PeerExchanges peer = peers.find(key);
    List<RememberedAnswer> answered = new ArrayList<>();
    if (peer != null) {
      for (int number : peer.pages.keys()) {
        for (int word = 0; word < PageSlabs.WORDS; word++) {
          int mid = number << 4 | word;
          int position = word(peer, mid);
          if (position > 0 && !isOver(position)) {
            answered.add(new RememberedAnswer(mid, age(time(position)), answers.bytes(position)));
          }
        }
      }
    }
    answered.sort(Comparator.comparingInt(RememberedAnswer::ageMillis));
    return List.copyOf(answered.subList(0, Math.min(most, answered.size())));
  }

  /**
   * Remembers what was answered elsewhere. It stands in the log behind what is newer, so its room
   * is free again later than its message id.
   */
  synchronized boolean restore(Object key, RememberedAnswer known, long millis) {
    advance(millis);
    PeerExchanges peer = peers.heard(key);
    boolean usable =
        known.ageMillis() < conLife && known.answer().length <= answers.maxAnswerBytes();
    if (!usable || peer != null && word(peer, known.mid()) != 0) {
      return false;
    }
    int time = ((int) now - known.ageMillis()) & TIME;
    return remember(peer, key, known.mid(), true, time) instanceof OpenExchange open
        && open.answered(known.answer());
  }

  private Arrival remember(
      PeerExchanges known, Object key, int mid, boolean confirmable, int time) {
    if (confirmable && !answers.reserve()) {
      return NO_ROOM;
    }
    PeerExchanges peer = known == null ? peers.add(key) : known;
    if (peer != null) {
      int page = pageFor(peer, mid >>> 4);
      if (page != PageSlabs.NONE) {
        if ((confirmable ? cons : nons).add(time, peer.number, mid)) {
          int word = OPEN | (confirmable ? 0 : NON) | time;
          pages.set(page, mid & 15, word);
          peer.exchanges++;
          exchanges++;
          return new OpenExchange(this, peer, mid, word);
        }
        freeIfEmpty(peer, mid >>> 4, page);
      }
      if (known == null) {
        peers.end(peer);
      }
    }
    if (confirmable) {
      answers.cancel();
    }
    return NO_ROOM;
  }

  private int pageFor(PeerExchanges peer, int number) {
    int page = peer.pages.get(number);
    if (page != PageSlabs.NONE) {
      return page;
    }
    page = pages.allocate();
    if (page != PageSlabs.NONE && !peers.addPage(peer, number, page)) {
      pages.free(page);
      page = PageSlabs.NONE;
    }
    return page;
  }

  synchronized boolean answer(PeerExchanges peer, int mid, int word, byte[] datagram) {
    boolean tooLong = datagram.length > answers.maxAnswerBytes();
    int page = peer.pages.get(mid >>> 4);
    if (!tooLong
        && (word & NON) == 0
        && page != PageSlabs.NONE
        && pages.get(page, mid & 15) == word) {
      pages.set(page, mid & 15, answers.append(word & TIME, datagram));
    }
    return !tooLong;
  }

  /**
   * Forgets exchanges that are over, at most so many.
   *
   * @return whether there are more
   */
  synchronized boolean expire(long millis, int steps) {
    advance(millis);
    return expire(steps);
  }

  private boolean expire(int steps) {
    int left = expire(nons, nonLife, expire(cons, conLife, steps));
    return left == 0;
  }

  private int expire(ArrivalLog log, int life, int steps) {
    int left = steps;
    while (left > 0 && !log.isEmpty() && age(log.time()) >= life) {
      PeerExchanges peer = peers.byNumber(log.peer());
      int mid = log.mid();
      int time = log.time();
      log.remove();
      left--;
      // Else the message id was used again before this entry's turn came.
      int word = peer == null ? 0 : word(peer, mid);
      if (word != 0 && time(word) == time) {
        forget(peer, mid, word);
      }
    }
    return left;
  }

  private void forget(PeerExchanges peer, int mid, int word) {
    if (word > 0) {
      answers.release(word);
    } else if ((word & NON) == 0) {
      answers.cancel();
    }
    int page = peer.pages.get(mid >>> 4);
    pages.set(page, mid & 15, 0);
    freeIfEmpty(peer, mid >>> 4, page);
    exchanges--;
    peer.exchanges--;
    if (peer.exchanges == 0) {
      peers.rests(peer);
    }
  }

  private void freeIfEmpty(PeerExchanges peer, int number, int page) {
    if (pages.isZero(page)) {
      pages.free(page);
      peers.removePage(peer, number);
    }
  }

  /** Begins a cleanup: see {@link #cleanUp}. */
  synchronized void beginCleanup() {
    peers.beginCleanup();
  }

  /**
   * Goes on with a cleanup: ends peers of which nothing is remembered and nothing was heard since
   * the last one, at most so many. A request that is carried out counts as remembered.
   *
   * @return whether there are more to look at
   */
  synchronized boolean cleanUp(int steps) {
    return peers.cleanUp(steps);
  }

  /** Forgets all of some peer before its time; false if there is no peer. */
  synchronized boolean losePeer(RandomGenerator random) {
    PeerExchanges peer = peers.any(random);
    if (peer == null) {
      return false;
    }
    for (int number : peer.pages.keys()) {
      for (int mid = number << 4; mid < (number + 1) << 4; mid++) {
        int word = word(peer, mid);
        if (word != 0) {
          forget(peer, mid, word);
        }
      }
    }
    return true;
  }

  synchronized int peers() {
    return peers.size();
  }

  synchronized int exchanges() {
    return exchanges;
  }

  /** Callers read the clock before they have the lock, so not in the order in which they get it. */
  private void advance(long millis) {
    now = Math.max(now, millis);
  }

  private int word(PeerExchanges peer, int mid) {
    int page = peer.pages.get(mid >>> 4);
    return page == PageSlabs.NONE ? 0 : pages.get(page, mid & 15);
  }

  private int time(int word) {
    return word > 0 ? answers.time(word) : word & TIME;
  }

  private int age(int time) {
    return ((int) now - time) & TIME;
  }

  private boolean isOver(int word) {
    return age(time(word)) >= (word < 0 && (word & NON) != 0 ? nonLife : conLife);
  }
}
