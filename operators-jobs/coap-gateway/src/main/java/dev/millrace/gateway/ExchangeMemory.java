package dev.millrace.gateway;

import dev.millrace.gateway.exchange.ExchangeStore;
import dev.millrace.gateway.exchange.SlabPool;
import dev.millrace.gateway.socket.DuplicateFilter;
import dev.millrace.gateway.socket.IntakeObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** What a gateway remembers of past requests, listener by listener, within one bound. */
final class ExchangeMemory {
  private final SlabPool pool;
  private final ProtocolSettings protocol;
  private final List<ExchangeStore> stores = new CopyOnWriteArrayList<>();

  /**
   * @param capacity bytes
   * @param protocol says what is remembered, and for how long
   */
  ExchangeMemory(long capacity, ProtocolSettings protocol) {
    this.pool = new SlabPool(capacity);
    this.protocol = protocol;
  }

  /** Forgets what is over; meant to be called about once a second. */
  void sweep() {
    stores.forEach(ExchangeStore::sweep);
  }

  /** Remembers for one more listener. */
  ExchangeStore ofListener() {
    ExchangeStore store =
        new ExchangeStore(
            pool,
            protocol.lifetimes(),
            CoapSettings.MAX_ANSWER_BYTES,
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    stores.add(store);
    return store;
  }

  /** Looks at a listener's requests before anything else does. */
  DuplicateFilter filter(ExchangeStore store, IntakeObserver observer) {
    return new DuplicateFilter(store, protocol.deduplication(), observer);
  }

  /** Loses what is remembered of some peer; for {@link GatewayFaults}. */
  void losePeer(RandomGenerator random) {
    stores.get(random.nextInt(stores.size())).losePeer(random);
  }

  /** How many peers are known; one that talks to two listeners counts twice. */
  int peers() {
    return stores.stream().mapToInt(ExchangeStore::peers).sum();
  }

  /** How many requests are remembered. */
  int exchanges() {
    return stores.stream().mapToInt(ExchangeStore::exchanges).sum();
  }

  long bytes() {
    return pool.used();
  }
}
