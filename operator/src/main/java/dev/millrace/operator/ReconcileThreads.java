package dev.millrace.operator;

import dev.millrace.operator.apply.Caches;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that reconcile. None begins before all caches are filled: work on the first resources
 * would only take time from the lists of the others, and be done again when those are there.
 */
final class ReconcileThreads extends ThreadPoolExecutor {
  private final Caches caches;

  /** So many threads. Of each resource there is one task at most, so the queue has an end. */
  ReconcileThreads(int number, Caches caches) {
    super(number, number, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    this.caches = caches;
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    try {
      caches.awaitFilled();
    } catch (InterruptedException e) {
      thread.interrupt();
    }
  }

  /** Whoever waits still sees that there is nothing to do any more. */
  @Override
  public void shutdown() {
    caches.filled();
    super.shutdown();
  }
}
