package dev.millrace.operator.apiserver;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for what has to become true; how long it takes does not matter. */
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Await() {}

  /**
   * Returns once {@code condition} holds. An API server that is away holds nothing.
   *
   * @param what it is, with what is there instead
   */
  static void until(Supplier<String> what, Callable<Boolean> condition) {
    until(what, PAUSE, condition);
  }

  /** The same, looking every {@code pause}. */
  static void until(Supplier<String> what, Duration pause, Callable<Boolean> condition) {
    try {
      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(pause)
          .pollInSameThread()
          .ignoreExceptionsInstanceOf(KubernetesClientException.class)
          .until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("waited in vain for " + what.get(), e);
    }
  }
}
