package dev.millrace.light;

import dev.millrace.kafka.StageMonitor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one partition group: runs one attempt after the other until it is stopped. An
 * attempt that fails is followed by another one that starts from the last snapshot.
 */
final class LightWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LightWorker.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final LightSettings settings;
  private final List<Integer> partitions;
  private final StageMonitor monitor;
  private final Executor disk;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile LightAttempt current;
  private volatile boolean ticksStopped;

  LightWorker(
      LightSettings settings, List<Integer> partitions, StageMonitor monitor, Executor disk) {
    this.settings = settings;
    this.partitions = partitions;
    this.monitor = monitor;
    this.disk = disk;
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    while (stopping.getCount() > 0) {
      long before = monitor.sum(meter -> meter.frontier());
      try (LightAttempt attempt = new LightAttempt(settings, partitions, monitor, disk)) {
        current = attempt;
        if (ticksStopped) {
          attempt.stopTicks();
        }
        attempt.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | RuntimeException e) {
        if (stopping.getCount() == 0) {
          return;
        }
        pause = monitor.sum(meter -> meter.frontier()) > before ? FIRST_PAUSE : longer(pause);
        LOG.warn(
            "{} partitions {} start again in {} ms: {}",
            settings.stage().identityName(),
            partitions,
            pause.toMillis(),
            e.toString());
        monitor.restarted(e);
        waitOrStop(pause);
      } finally {
        current = null;
      }
    }
  }

  /** Ends the thread after what is in flight has been acknowledged and a last snapshot taken. */
  void stop() {
    stopping.countDown();
    LightAttempt attempt = current;
    if (attempt != null) {
      attempt.stop();
    }
  }

  /** Fails the attempt that is running; whether one was. */
  boolean kill() {
    LightAttempt attempt = current;
    if (attempt != null) {
      attempt.kill();
    }
    return attempt != null;
  }

  void stopTicks() {
    ticksStopped = true;
    LightAttempt attempt = current;
    if (attempt != null) {
      attempt.stopTicks();
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void waitOrStop(Duration pause) {
    try {
      if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stopped while waiting to start again");
      }
    } catch (InterruptedException e) {
      stopping.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
