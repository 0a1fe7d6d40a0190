package dev.millrace.gateway.publish;

import java.time.Duration;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The queue of a thread that gets its tasks one by one from threads that have better to do than to
 * wake it. Whoever adds to an empty queue has to wake a thread that waits for the next task, which
 * costs more than most tasks do. So before it waits, the thread rests for a moment in which nobody
 * has to wake it, and then takes what has come. A task that comes after a pause is taken at once.
 */
final class BurstQueue extends LinkedTransferQueue<Runnable> {
  private static final long serialVersionUID = 1;

  /** Nothing beside what a broker takes to answer, and at a high rate enough for some tasks. */
  private static final long REST_NANOS = Duration.ofNanos(50_000).toNanos();

  @Override
  public Runnable take() throws InterruptedException {
    Runnable next = poll();
    if (next == null) {
      LockSupport.parkNanos(this, REST_NANOS);
      next = poll();
    }
    return next == null ? super.take() : next;
  }
}
