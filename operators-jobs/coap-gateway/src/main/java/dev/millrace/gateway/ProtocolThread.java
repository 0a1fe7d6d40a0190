package dev.millrace.gateway;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one thread on which the CoAP stack works for secured listeners; it knows how much waits for
 * it.
 */
final class ProtocolThread extends ScheduledThreadPoolExecutor {
  private final AtomicInteger waiting = new AtomicInteger();

  ProtocolThread(String name) {
    super(1, Thread.ofPlatform().name("gateway-protocol-" + name).daemon().factory());
    setRemoveOnCancelPolicy(true);
  }

  @Override
  public void execute(Runnable task) {
    waiting.incrementAndGet();
    try {
      super.execute(
          () -> {
            waiting.decrementAndGet();
            task.run();
          });
    } catch (RuntimeException e) {
      waiting.decrementAndGet();
      throw e;
    }
  }

  /** How many tasks were handed over and not begun; timers do not count. */
  int waiting() {
    return waiting.get();
  }
}
