package dev.millrace.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that examine messages whose examination may take long. Those of one peer are examined
 * one after the other, in order; peers take turns, so none waits for more than one message of each
 * other.
 */
final class Workers {
  /** More do not pay: few messages are longer than a block. */
  private static final int MAX_THREADS = 4;

  private final ThreadPoolExecutor pool;

  /** What is not done yet, the task that runs included; a peer without any has no entry. */
  private final Map<Object, Queue<Runnable>> lanes = new ConcurrentHashMap<>();

  /**
   * @param capacity how many peers may wait; with the bound on messages in flight that is never met
   */
  Workers(String name, int count, int capacity) {
    pool =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(capacity),
            Thread.ofPlatform().name("gateway-worker-" + name + "-", 0).daemon().factory());
  }

  /**
   * As many as pay, and as leave a processor to the threads that receive: with a worker on each,
   * those would have to share all of them with work that may take long.
   */
  static Workers of(String name, Limits limits) {
    int spare = Runtime.getRuntime().availableProcessors() - 1;
    return new Workers(name, Math.clamp(spare, 1, MAX_THREADS), limits.maxInFlight());
  }

  /**
   * Does a task that is quick on the calling thread, unless its peer has others here. Has any other
   * one done after all of its peer.
   *
   * @throws RejectedExecutionException if closed
   */
  void run(Object peer, boolean quick, Runnable task) {
    if (quick && isIdle(peer)) {
      task.run();
    } else {
      execute(peer, task);
    }
  }

  /**
   * Whether all tasks of a peer are done. If a peer's tasks come from one thread, it stays so until
   * that thread brings another one.
   */
  boolean isIdle(Object peer) {
    return !lanes.containsKey(peer);
  }

  /**
   * Has a task done after all others of its peer.
   *
   * @throws RejectedExecutionException if closed
   */
  void execute(Object peer, Runnable task) {
    lanes.compute(
        peer,
        (key, lane) -> {
          if (lane != null) {
            lane.add(task);
            return lane;
          }
          Queue<Runnable> begun = new ConcurrentLinkedQueue<>();
          begun.add(task);
          pool.execute(() -> doNext(peer, begun));
          return begun;
        });
  }

  private void doNext(Object peer, Queue<Runnable> lane) {
    boolean stay = true;
    while (stay) {
      try {
        lane.element().run();
      } finally {
        stay = hasMore(peer, lane) && !putBack(peer, lane);
      }
    }
  }

  private boolean hasMore(Object peer, Queue<Runnable> lane) {
    return lanes.compute(
            peer,
            (key, same) -> {
              lane.remove();
              return lane.isEmpty() ? null : lane;
            })
        != null;
  }

  /** So that other peers get their turn; false if there is no other turn, because of the end. */
  private boolean putBack(Object peer, Queue<Runnable> lane) {
    try {
      pool.execute(() -> doNext(peer, lane));
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  /** Takes nothing of a peer that has none, and waits until what was taken is done. */
  void close(Duration bound) throws InterruptedException {
    pool.shutdown();
    pool.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS);
    shutdownNow();
  }

  /** Takes nothing more, and does no more of what was taken. */
  void shutdownNow() {
    pool.shutdownNow();
  }
}
