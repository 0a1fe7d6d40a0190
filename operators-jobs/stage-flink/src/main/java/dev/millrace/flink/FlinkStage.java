package dev.millrace.flink;

import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stage that runs as a job of a {@link FlinkCluster}. It starts from the newest checkpoint in its
 * directory, and after a failure from the last one it has taken.
 */
public final class FlinkStage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkStage.class);
  private static final Duration LOOK_PERIOD = Duration.ofMillis(200);
  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SETTLE_PAUSE = Duration.ofMillis(5);

  private final StageMonitor monitor;
  private final FlinkCluster cluster;
  private final JobID job;
  private final StageAccess access;
  private final JobWatch watch;
  private final ScheduledFuture<?> looks;

  private FlinkStage(
      StageMonitor monitor,
      FlinkCluster cluster,
      JobID job,
      StageAccess access,
      JobWatch watch,
      ScheduledFuture<?> looks) {
    this.monitor = monitor;
    this.cluster = cluster;
    this.job = job;
    this.access = access;
    this.watch = watch;
    this.looks = looks;
  }

  /**
   * Starts the stage. Returns as soon as Flink has taken the job: what goes wrong later shows in
   * the monitor and leads to another attempt.
   *
   * @param partitions of the input topic
   * @param cluster with as many free slots as the stage's parallelism
   * @throws java.io.UncheckedIOException if the directory cannot be written, or holds checkpoints
   *     and none that can be used
   * @throws IllegalStateException if Flink does not take the job
   */
  public static FlinkStage start(
      StageSettings settings, int partitions, StageMonitor monitor, FlinkCluster cluster) {
    return start(settings, partitions, monitor, cluster, RestartPauses.STANDARD);
  }

  static FlinkStage start(
      StageSettings settings,
      int partitions,
      StageMonitor monitor,
      FlinkCluster cluster,
      RestartPauses pauses) {
    JobID job = new JobID();
    CheckpointDirectory checkpoints = CheckpointDirectory.open(settings.directory());
    Optional<Path> newest = checkpoints.newest();
    StageAccess access = new StageAccess(monitor, settings.clock());
    access.publish(job.toHexString());
    cluster.submit(StageJob.build(settings, partitions, job, job.toHexString(), newest, pauses));
    access.onCheckpointRequest(new CheckpointRequests(cluster, job));
    LOG.info(
        "{} runs on Flink as job {}, {} partitions, {}",
        settings.identityName(),
        job,
        partitions,
        newest.map(from -> "from " + from).orElse("from the beginning"));
    JobWatch watch = new JobWatch(cluster, job, monitor, checkpoints);
    return new FlinkStage(monitor, cluster, job, access, watch, cluster.watch(watch, LOOK_PERIOD));
  }

  /** What can be seen of the stage. */
  public StageMonitor monitor() {
    return monitor;
  }

  /** No more ticks from now on, so that the input comes to an end. */
  public void stopTicks() {
    access.stopTicks();
  }

  /**
   * Fails the running attempt where it stands, without a checkpoint; the job starts again from its
   * last one. For tests.
   *
   * @return whether an attempt was running
   */
  public boolean kill() {
    return access.kill();
  }

  /**
   * Stops gracefully: takes a last checkpoint, and waits until what had been computed before is in
   * the output topics.
   */
  @Override
  public void close() {
    access.stopTicks();
    List<ReplicaMeter> meters = List.copyOf(monitor.partitions());
    long[] frontiers = meters.stream().mapToLong(FlinkStage::toSettle).toArray();
    access.stop();
    try {
      cluster.checkpoint(job).get(CHECKPOINT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      settle(meters, frontiers);
      watch.look().get(CHECKPOINT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("{} ends without a last checkpoint: {}", monitor.stage(), e.toString());
      monitor.checkpointFailed("no last checkpoint: " + e.getMessage());
    }
    looks.cancel(false);
    try {
      cluster.cancel(job);
    } finally {
      StageAccess.withdraw(job.toHexString());
    }
    LOG.info("{} stopped", monitor.stage());
  }

  /** What a shadow has computed is somebody else's to write. */
  private static long toSettle(ReplicaMeter meter) {
    return meter.isOwner() ? meter.frontier() : 0;
  }

  private static void settle(List<ReplicaMeter> meters, long[] frontiers)
      throws InterruptedException {
    long deadline = System.nanoTime() + SETTLE_TIMEOUT.toNanos();
    for (int i = 0; i < frontiers.length; i++) {
      while (meters.get(i).isOwner()
          && meters.get(i).acknowledgedFrontier() < frontiers[i]
          && System.nanoTime() - deadline < 0) {
        TimeUnit.NANOSECONDS.sleep(SETTLE_PAUSE.toNanos());
      }
    }
  }
}
