package dev.millrace.light;

import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The light engine: a stage in plain threads over kafka-clients, state in memory, recovery from its
 * own snapshots. A node of one gigabyte can run it.
 */
public final class LightStage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LightStage.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final StageSettings settings;
  private final StageMonitor monitor;
  private final List<LightWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ExecutorService disk;

  private LightStage(StageSettings settings, StageMonitor monitor) {
    this.settings = settings;
    this.monitor = monitor;
    this.disk =
        Executors.newSingleThreadExecutor(
            task -> daemon(task, "snapshots-" + settings.identityName()));
  }

  /**
   * Starts the stage; partition p belongs to thread p modulo parallelism. Returns at once: what
   * goes wrong later shows in the monitor and leads to another attempt.
   *
   * @param partitions of the input topic
   */
  public static LightStage start(StageSettings settings, int partitions, StageMonitor monitor) {
    LightStage stage = new LightStage(settings, monitor);
    LightSettings light = new LightSettings(settings, System::nanoTime);
    int tasks = Math.min(settings.parallelism(), partitions);
    for (int task = 0; task < tasks; task++) {
      List<Integer> group = new ArrayList<>();
      for (int partition = task; partition < partitions; partition += tasks) {
        group.add(partition);
      }
      LightWorker worker = new LightWorker(light, group, monitor, stage.disk);
      stage.workers.add(worker);
      stage.threads.add(daemon(worker, "light-" + settings.identityName() + "-" + task));
    }
    stage.threads.forEach(Thread::start);
    LOG.info(
        "{} runs on the light engine, {} partitions in {} threads",
        settings.identityName(),
        partitions,
        tasks);
    return stage;
  }

  /** What can be seen of the stage. */
  public StageMonitor monitor() {
    return monitor;
  }

  /** No more ticks from now on, so that the input comes to an end. */
  public void stopTicks() {
    workers.forEach(LightWorker::stopTicks);
  }

  /**
   * Fails all running attempts where they stand, without a snapshot; the threads start again from
   * their last ones. For tests.
   *
   * @return whether an attempt was running
   */
  public boolean kill() {
    return workers.stream().filter(LightWorker::kill).count() > 0;
  }

  /** Stops gracefully: what is in flight is acknowledged, and a last snapshot taken. */
  @Override
  public void close() {
    workers.forEach(LightWorker::stop);
    try {
      for (Thread thread : threads) {
        if (!thread.join(STOP_TIMEOUT)) {
          LOG.warn("{} did not stop within {}", thread.getName(), STOP_TIMEOUT);
        }
      }
      disk.shutdown();
      if (!disk.awaitTermination(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("{}: the last snapshot is not on disk", settings.identityName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.info("{} stopped", settings.identityName());
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
