package dev.millrace.gateway.socket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Has what a call brings done by the thread that calls, as soon as the call is over, hence without
 * the locks that it held meanwhile. What comes up outside of a {@link #call}, and what is to be
 * done later, a thread of the executor does.
 */
final class AfterCallExecutor extends ScheduledThreadPoolExecutor {
  /** What a thread has to do after its call. */
  private static final class Turn {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private AfterCallExecutor caller;
  }

  private static final ThreadLocal<Turn> TURNS = ThreadLocal.withInitial(Turn::new);

  private static final long LOOK_NANOS = 100_000;

  private final AtomicInteger calls = new AtomicInteger();
  private final Consumer<Throwable> faults;

  /**
   * @param name of the executor's own thread
   * @param faults learns of those of tasks that were done after a call
   */
  AfterCallExecutor(String name, Consumer<Throwable> faults) {
    super(1, Thread.ofPlatform().name(name).daemon().factory());
    setRemoveOnCancelPolicy(true);
    this.faults = faults;
  }

  /** Makes a call, and does what it brings. A call within a call is part of it. */
  void call(Runnable work) {
    Turn turn = TURNS.get();
    if (turn.caller == this) {
      work.run();
    } else if (turn.caller == null) {
      call(work, turn);
    } else {
      // Within a call of another executor, which has to wait for this one's to be over.
      TURNS.set(new Turn());
      try {
        call(work, TURNS.get());
      } finally {
        TURNS.set(turn);
      }
    }
  }

  private void call(Runnable work, Turn turn) {
    turn.caller = this;
    calls.incrementAndGet();
    try {
      work.run();
    } finally {
      for (Runnable task = turn.tasks.poll(); task != null; task = turn.tasks.poll()) {
        perform(task);
      }
      turn.caller = null;
      calls.decrementAndGet();
    }
  }

  /** Whether this thread makes a call, so that what it executes is done after the task it is in. */
  boolean isCalling() {
    return TURNS.get().caller == this;
  }

  /** Waits until no call is made, at most so long; says whether it has seen that. */
  boolean awaitNoCall(Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    while (calls.get() > 0 && end - System.nanoTime() > 0) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return calls.get() == 0;
  }

  private void perform(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error fault) {
      faults.accept(fault);
    }
  }

  @Override
  public void execute(Runnable task) {
    Turn turn = TURNS.get();
    if (turn.caller == this) {
      turn.tasks.add(task);
    } else {
      super.execute(task);
    }
  }
}
