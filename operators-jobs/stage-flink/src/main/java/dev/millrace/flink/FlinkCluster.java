package dev.millrace.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/**
 * Flink as whoever runs stages on it sees it. Within this JVM, for all stages of a local run, it is
 * one TaskManager without remote calls, and what Flink insists on listening to is bound to the
 * loopback address, on free ports. For one stage that is too large for a JVM it is the JobManager,
 * and the tasks are in a {@link FlinkTaskManager} of other processes.
 */
public final class FlinkCluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration LOOK_PERIOD = Duration.ofSeconds(1);

  private final MiniCluster cluster;
  private final ScheduledExecutorService watches;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

  private FlinkCluster(MiniCluster cluster, ScheduledExecutorService watches) {
    this.cluster = cluster;
    this.watches = watches;
  }

  /**
   * Starts the cluster; takes about two seconds.
   *
   * @param slots number of tasks that can run at once: the sum of the stages' parallelism
   * @param directory for working files; what is in it is not needed after the end
   * @throws IllegalStateException if Flink does not start
   */
  public static FlinkCluster start(int slots, Path directory) {
    return started(
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(ClusterSettings.inOneJvm(slots, directory))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .setCommonBindAddress(LOOPBACK)
                .withRandomPorts()
                .build()));
  }

  /**
   * Starts the JobManager for the TaskManagers that call at its address. A job waits for as many of
   * them as it needs.
   *
   * @param bindAddress on which it listens
   * @param directory for working files; what is in it is not needed after the end
   * @throws IllegalStateException if Flink does not start
   */
  public static FlinkCluster startJobManager(
      JobManagerAddress self, String bindAddress, Path directory) {
    return started(
        JobManagerCluster.of(
            self, bindAddress, ClusterSettings.ofJobManager(self, bindAddress, directory)));
  }

  private static FlinkCluster started(MiniCluster cluster) {
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IllegalStateException("Flink does not start: " + e.getMessage(), e);
    }
    FlinkCluster started =
        new FlinkCluster(
            cluster,
            Executors.newSingleThreadScheduledExecutor(
                task -> {
                  Thread thread = new Thread(task, "flink-watch");
                  thread.setDaemon(true);
                  return thread;
                }));
    var unused = started.watch(started::lookAfterItself, LOOK_PERIOD);
    return started;
  }

  /** Flink ends itself when something has gone wrong that it does not know how to survive. */
  private void lookAfterItself() {
    if (!cluster.isRunning()) {
      failure.complete(new IllegalStateException("Flink has ended; its log says why"));
    }
  }

  /** Completes with a reason when Flink has ended without being closed. */
  public CompletableFuture<Throwable> failure() {
    return failure;
  }

  void submit(JobGraph job) {
    await(cluster.submitJob(job), "job " + job.getName() + " was not accepted");
  }

  CompletableFuture<? extends AccessExecutionGraph> state(JobID job) {
    return cluster.getExecutionGraph(job);
  }

  CompletableFuture<Long> checkpoint(JobID job) {
    return cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED);
  }

  /** Cancels the job and waits until its tasks have ended. */
  void cancel(JobID job) {
    JobStatus status = await(cluster.getJobStatus(job), "job " + job + " is not known");
    if (!status.isGloballyTerminalState()) {
      await(cluster.cancelJob(job), "job " + job + " was not cancelled");
      await(cluster.requestJobResult(job), "job " + job + " did not end");
    }
  }

  ScheduledFuture<?> watch(Runnable look, Duration period) {
    return watches.scheduleWithFixedDelay(
        look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static <T> T await(CompletableFuture<T> future, String complaint) {
    try {
      return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(complaint + ": interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(complaint + ": " + e.getMessage(), e);
    }
  }

  /** Ends all that still runs. Stages that are to be resumed must be closed before. */
  @Override
  public void close() {
    watches.shutdownNow();
    await(cluster.closeAsync(), "Flink did not end");
  }
}
