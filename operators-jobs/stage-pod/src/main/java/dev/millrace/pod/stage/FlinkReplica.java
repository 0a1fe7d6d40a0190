package dev.millrace.pod.stage;

import dev.millrace.flink.FlinkCluster;
import dev.millrace.flink.FlinkStage;
import dev.millrace.flink.JobManagerAddress;
import dev.millrace.kafka.StageMonitor;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A replica on Flink: all of it in this JVM, or its JobManager. */
final class FlinkReplica implements RunningEngine {
  private final FlinkCluster cluster;
  private final FlinkStage stage;

  private FlinkReplica(FlinkCluster cluster, FlinkStage stage) {
    this.cluster = cluster;
    this.stage = stage;
  }

  static RunningEngine start(StageConfiguration configuration, StageMonitor monitor) {
    FlinkCluster cluster = cluster(configuration);
    try {
      return new FlinkReplica(
          cluster,
          FlinkStage.start(configuration.settings(), configuration.partitions(), monitor, cluster));
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static FlinkCluster cluster(StageConfiguration configuration) {
    Path directory =
        WorkingDirectory.anew(
            "flink-%s-%s"
                .formatted(
                    configuration.settings().identityName(),
                    configuration.settings().replica().name()));
    JobManagerDescription self = configuration.jobManager().orElse(null);
    if (self != null) {
      return FlinkCluster.startJobManager(
          new JobManagerAddress(self.host(), self.port()), configuration.address(), directory);
    }
    int tasks = Math.min(configuration.settings().parallelism(), configuration.partitions());
    return FlinkCluster.start(tasks, directory);
  }

  @Override
  public CompletableFuture<Throwable> failure() {
    return cluster.failure();
  }

  @Override
  public void close() {
    try {
      stage.close();
    } finally {
      cluster.close();
    }
  }
}
