package dev.millrace.local.cli;

import dev.millrace.local.progress.Progress;
import dev.millrace.local.running.StatusSampler;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a run's status twice a second, on one thread of its own. */
final class StatusTicker {
  private static final Logger LOG = LoggerFactory.getLogger(StatusTicker.class);
  private static final long PERIOD_MILLIS = 500;
  private static final long CLOSE_TIMEOUT_MILLIS = 5_000;

  private final Progress progress;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "progress");
            made.setDaemon(true);
            return made;
          });

  private ScheduledFuture<?> showing;

  private StatusTicker(Progress progress) {
    this.progress = progress;
  }

  static StatusTicker start(Progress progress, StatusSampler sampler) {
    StatusTicker ticker = new StatusTicker(progress);
    ticker.showing =
        ticker.thread.scheduleAtFixedRate(
            () -> ticker.show(sampler), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return ticker;
  }

  private void show(StatusSampler sampler) {
    try {
      progress.status(sampler.sample());
    } catch (RuntimeException e) {
      // What cannot be shown now may be shown half a second later; the run does not depend on it.
      LOG.warn("the status cannot be shown", e);
    }
  }

  /** Shows what is being done. */
  void phase(String what) {
    thread.execute(() -> progress.phase(what));
  }

  /** Shows nothing any more. */
  void stop() throws InterruptedException {
    showing.cancel(false);
    thread.shutdown();
    thread.awaitTermination(CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }
}
