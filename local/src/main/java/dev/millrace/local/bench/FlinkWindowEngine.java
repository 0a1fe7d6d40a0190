package dev.millrace.local.bench;

import dev.millrace.kafka.StageSettings;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/** The peer: Flink as it comes, in one JVM. */
final class FlinkWindowEngine implements Engine {
  private static final long TIMEOUT_SECONDS = 60;

  private final MiniCluster cluster;

  FlinkWindowEngine(Path directory) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.TMP_DIRS, directory.toAbsolutePath().toString());
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .withRandomPorts()
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IllegalStateException("Flink does not start: " + e.getMessage(), e);
    }
  }

  @Override
  public RunningJob start(StageSettings settings) {
    FlinkWindowJob.READ.set(0);
    JobGraph job = FlinkWindowJob.build(settings);
    await(cluster.submitJob(job));
    return new WindowJob(job.getJobID());
  }

  @Override
  public void close() {
    await(cluster.closeAsync());
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Flink", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Flink: " + e, e);
    }
  }

  private final class WindowJob implements RunningJob {
    private final JobID job;

    WindowJob(JobID job) {
      this.job = job;
    }

    @Override
    public long processed() {
      return FlinkWindowJob.READ.get();
    }

    /** Not known, so it is taken for granted: to the peer's advantage. */
    @Override
    public boolean settled() {
      return true;
    }

    @Override
    public long checkpoints() {
      return await(cluster.getExecutionGraph(job))
          .getCheckpointStatsSnapshot()
          .getCounts()
          .getNumberOfCompletedCheckpoints();
    }

    @Override
    public String error() {
      var failure = await(cluster.getExecutionGraph(job)).getFailureInfo();
      return failure == null ? null : failure.getExceptionAsString();
    }

    @Override
    public void close() {
      await(cluster.cancelJob(job));
      await(cluster.requestJobResult(job));
    }
  }
}
