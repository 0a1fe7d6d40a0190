package dev.millrace.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Has tasks done after a delay, most of which are cancelled before. Adding and cancelling take
 * constant time as long as all delays are alike, and wake nobody: what is due is looked for when
 * the first of all is.
 */
final class DelayLine {
  private final ScheduledExecutorService timer;
  private final Consumer<Throwable> faults;

  /** The end of a ring, in the order of time; its neighbours are the last one and the first. */
  private final Entry end = new Entry(() -> {}, 0);

  private ScheduledFuture<?> next;
  private long nextNanos;

  /**
   * @param faults is told of tasks that fail; others go on
   */
  DelayLine(ScheduledExecutorService timer, Consumer<Throwable> faults) {
    this.timer = timer;
    this.faults = faults;
    end.before = end;
    end.after = end;
  }

  /** A task that waits for its time. */
  final class Entry {
    private final Runnable task;
    private final long dueNanos;
    private Entry before;
    private Entry after;

    private Entry(Runnable task, long dueNanos) {
      this.task = task;
      this.dueNanos = dueNanos;
    }

    /** The task is not done, unless it has begun. May be called again. */
    void cancel() {
      synchronized (DelayLine.this) {
        if (after != null) {
          remove();
        }
      }
    }

    private void insertBehind(Entry other) {
      before = other;
      after = other.after;
      before.after = this;
      after.before = this;
    }

    private void remove() {
      before.after = after;
      after.before = before;
      before = null;
      after = null;
    }
  }

  /** Has a task done after a delay, on the timer's thread. */
  Entry add(Runnable task, long delayNanos) {
    long due = System.nanoTime() + delayNanos;
    Entry entry = new Entry(task, due);
    synchronized (this) {
      Entry earlier = end.before;
      while (earlier != end && earlier.dueNanos - due > 0) {
        earlier = earlier.before;
      }
      entry.insertBehind(earlier);
      if (next == null || nextNanos - due > 0) {
        wakeAt(due, delayNanos);
      }
    }
    return entry;
  }

  private void wakeAt(long due, long delayNanos) {
    if (next != null) {
      next.cancel(false);
    }
    nextNanos = due;
    try {
      next = timer.schedule(this::elapse, delayNanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // Nothing is due any more.
      next = null;
    }
  }

  private void elapse() {
    List<Runnable> due = new ArrayList<>();
    synchronized (this) {
      long now = System.nanoTime();
      Entry first = end.after;
      while (first != end && first.dueNanos - now <= 0) {
        due.add(first.task);
        Entry later = first.after;
        first.remove();
        first = later;
      }
      next = null;
      if (first != end) {
        wakeAt(first.dueNanos, first.dueNanos - now);
      }
    }
    due.forEach(this::perform);
  }

  private void perform(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error fault) {
      faults.accept(fault);
    }
  }
}
