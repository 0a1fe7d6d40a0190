package dev.millrace.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Shuts out earlier senders of several partitions at once: each fence waits for the broker. */
final class Fencing {
  private Fencing() {}

  /**
   * Runs all of these and waits for them.
   *
   * @throws OutputFailedException if one of them fails, or the wait is interrupted
   */
  static void all(List<Runnable> fences) {
    if (fences.size() < 2) {
      fences.forEach(Runnable::run);
      return;
    }
    List<Callable<Object>> tasks = new ArrayList<>();
    fences.forEach(fence -> tasks.add(Executors.callable(fence)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Object> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutputFailedException("interrupted while earlier senders were shut out", e);
    } catch (ExecutionException e) {
      throw new OutputFailedException(
          "an earlier sender could not be shut out: " + e.getCause().getMessage(), e.getCause());
    }
  }
}
