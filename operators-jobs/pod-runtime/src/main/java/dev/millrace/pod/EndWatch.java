package dev.millrace.pod;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a process that does not end in its time by itself. */
final class EndWatch {
  private static final Logger LOG = LoggerFactory.getLogger(EndWatch.class);

  private EndWatch() {}

  /**
   * Begins to watch.
   *
   * @param patience after which the process is ended
   * @param halt ends it
   */
  static void start(Duration patience, Runnable halt) {
    Thread.ofPlatform().name("pod-end").daemon().start(() -> watch(patience, halt));
  }

  private static void watch(Duration patience, Runnable halt) {
    try {
      TimeUnit.NANOSECONDS.sleep(patience.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.error("did not end in order within {} s and is ended now", patience.toSeconds());
    halt.run();
  }
}
