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
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/**
 * Flink within this JVM, for all stages of a local run: one TaskManager, no remote calls. What
 * Flink insists on listening to is bound to the loopback address, on free ports.
 */
public final class FlinkCluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Not taken up before RocksDB asks for it, outside of the heap. */
  private static final long MANAGED_BYTES_PER_SLOT = 64L << 20;

  /** Small, as records go out after a millisecond at the latest and seldom fill one. */
  private static final long SEGMENT_BYTES = 16L << 10;

  private static final long NETWORK_BYTES = 8L << 20;

  private final MiniCluster cluster;
  private final ScheduledExecutorService watches;

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
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(slots, directory))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .setCommonBindAddress(LOOPBACK)
                .withRandomPorts()
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IllegalStateException("Flink does not start: " + e.getMessage(), e);
    }
    return new FlinkCluster(
        cluster,
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "flink-watch");
              thread.setDaemon(true);
              return thread;
            }));
  }

  private static Configuration configuration(int slots, Path directory) {
    Configuration flink = new Configuration();
    flink.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, new MemorySize(SEGMENT_BYTES));
    MemorySize network = new MemorySize(networkBytes(slots));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    flink.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, new MemorySize(slots * MANAGED_BYTES_PER_SLOT));
    flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, TIMEOUT);
    flink.set(CoreOptions.TMP_DIRS, directory.toAbsolutePath().toString());
    flink.set(BlobServerOptions.STORAGE_DIRECTORY, directory.toAbsolutePath().toString());
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, StageJob.RETAINED_CHECKPOINTS);
    return flink;
  }

  /**
   * Enough for one stage that has all slots, which needs most: each pair of tasks two buffers on
   * either side, each task eight floating ones on either side.
   */
  private static long networkBytes(long slots) {
    return NETWORK_BYTES + SEGMENT_BYTES * (4 * slots * slots + 16 * slots);
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
