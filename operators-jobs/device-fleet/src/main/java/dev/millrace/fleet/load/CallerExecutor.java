package dev.millrace.fleet.load;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Has all work done by one thread: what is to be done now by the one that says so, and what is to
 * be done later when that thread asks for it. The executor's own thread only tells the time.
 */
final class CallerExecutor extends ScheduledThreadPoolExecutor {
  private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();

  CallerExecutor(String name) {
    super(1, Thread.ofPlatform().name(name).daemon().factory());
    setRemoveOnCancelPolicy(true);
  }

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return super.schedule(() -> due.add(task), delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    return super.scheduleWithFixedDelay(() -> due.add(task), initialDelay, delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    return super.scheduleAtFixedRate(() -> due.add(task), initialDelay, period, unit);
  }

  /** Does what was to be done later and is due. */
  void runDue() {
    for (Runnable task = due.poll(); task != null; task = due.poll()) {
      task.run();
    }
  }
}
