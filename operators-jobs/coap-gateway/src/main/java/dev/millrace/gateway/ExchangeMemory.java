package dev.millrace.gateway;

import dev.millrace.gateway.exchange.ExchangeStore;
import dev.millrace.gateway.exchange.Lifetimes;
import dev.millrace.gateway.exchange.SlabPool;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a gateway remembers of past requests, listener by listener, within one bound. */
final class ExchangeMemory {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeMemory.class);

  private final SlabPool pool;
  private final List<ExchangeStore> stores = new CopyOnWriteArrayList<>();

  /**
   * @param capacity bytes
   * @param timer forgets once a second what is over
   */
  ExchangeMemory(long capacity, ScheduledExecutorService timer) {
    this.pool = new SlabPool(capacity);
    var unused = timer.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
  }

  private void sweep() {
    try {
      stores.forEach(ExchangeStore::sweep);
    } catch (RuntimeException e) {
      // Thrown, it would end the sweeping for good.
      LOG.error("Forgetting past requests failed; it is tried again", e);
    }
  }

  /** Remembers for one more listener. */
  ExchangeStore ofListener() {
    ExchangeStore store =
        new ExchangeStore(
            pool,
            Lifetimes.RFC_7252,
            CoapSettings.MAX_ANSWER_BYTES,
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    stores.add(store);
    return store;
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
