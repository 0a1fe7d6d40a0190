package dev.millrace.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The threads that examine messages, so that no protocol thread computes. All messages of one peer
 * go through one thread, hence stay in order.
 */
final class Workers {
  private final List<ThreadPoolExecutor> threads;

  /**
   * @param capacity of the queue of each thread; with the bound on messages in flight none is ever
   *     full
   */
  Workers(String name, int count, int capacity) {
    threads =
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(capacity),
                        Thread.ofPlatform()
                            .name("gateway-worker-" + name + "-" + number)
                            .daemon()
                            .factory()))
            .toList();
  }

  /**
   * @throws RejectedExecutionException if closed
   */
  void execute(Object peer, Runnable task) {
    threads.get(Math.floorMod(peer.hashCode(), threads.size())).execute(task);
  }

  /** Takes nothing more, and waits until what is queued has run. */
  void close(Duration bound) throws InterruptedException {
    threads.forEach(ThreadPoolExecutor::shutdown);
    for (ThreadPoolExecutor thread : threads) {
      thread.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS);
      thread.shutdownNow();
    }
  }
}
