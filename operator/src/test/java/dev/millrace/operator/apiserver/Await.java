package dev.millrace.operator.apiserver;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for what has to become true; how long it takes does not matter. */
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long PAUSE_MILLIS = 100;

  private Await() {}

  /**
   * Returns once {@code condition} holds. An API server that is away holds nothing.
   *
   * @param what it is, with what is there instead
   */
  static void until(Supplier<String> what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited in vain for " + what.get());
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private static boolean holds(Callable<Boolean> condition) throws Exception {
    try {
      return condition.call();
    } catch (KubernetesClientException e) {
      return false;
    }
  }
}
