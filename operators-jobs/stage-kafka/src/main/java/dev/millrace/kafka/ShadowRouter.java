package dev.millrace.kafka;

import dev.millrace.controllog.ControlLogException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The router of a stage that is moved by {@code WindowSynchronised}: owns the partitions between
 * source and target, reads what both compute in the shadow topic, and passes on the source's
 * outputs up to the moment at which the two agree, the target's after it.
 *
 * <p>It keeps nothing: the shadow topic is its memory. After a crash it reads that from the
 * beginning, comes to the same decisions, and leaves out what the output topic has already.
 */
public final class ShadowRouter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShadowRouter.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final RouterSettings settings;
  private final int partitions;
  private final StageMonitor monitor;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  private ShadowRouter(RouterSettings settings, int partitions, StageMonitor monitor) {
    this.settings = settings;
    this.partitions = partitions;
    this.monitor = monitor;
    this.thread = new Thread(this::run, "router-" + settings.stage().identityName());
    thread.setDaemon(true);
  }

  /**
   * Starts a router. Returns at once: what goes wrong later shows in the monitor and leads to
   * another attempt.
   *
   * @param partitions of the stage's input
   */
  public static ShadowRouter start(RouterSettings settings, int partitions, StageMonitor monitor) {
    ShadowRouter router = new ShadowRouter(settings, partitions, monitor);
    router.thread.start();
    return router;
  }

  private void run() {
    boolean stopped = false;
    while (!stopped) {
      try (RouterAttempt attempt = new RouterAttempt(settings, partitions)) {
        attempt.join();
        while (stopping.getCount() > 0) {
          attempt.round();
        }
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ControlLogException | RuntimeException e) {
        LOG.warn("{} starts again: {}", thread.getName(), e.toString());
        monitor.restarted(e);
      }
      try {
        stopped = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped = true;
      }
    }
  }

  /** Stops it where it stands; whoever owns its partitions then is the control log's to say. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      if (!thread.join(STOP_TIMEOUT)) {
        LOG.warn("{} did not stop within {}", thread.getName(), STOP_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
