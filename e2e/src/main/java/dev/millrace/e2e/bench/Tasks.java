package dev.millrace.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Does one thing many times, eight at a time. */
final class Tasks {
  private static final int THREADS = 8;

  private Tasks() {}

  /**
   * Calls {@code task} with 0, 1, … up to {@code number}, and returns when all are done.
   *
   * @throws IllegalStateException if one has failed; the others are done nevertheless
   */
  static void each(int number, IntConsumer task) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> begun = new ArrayList<>();
      for (int i = 0; i < number; i++) {
        int at = i;
        begun.add(threads.submit(() -> task.accept(at)));
      }
      for (Future<?> one : begun) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
