package dev.millrace.pod.stage;

import dev.millrace.flink.FlinkCluster;
import dev.millrace.flink.FlinkStage;
import dev.millrace.kafka.StageMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A replica on Flink: cluster and job in this JVM. */
final class FlinkReplica implements RunningEngine {
  private final FlinkCluster cluster;
  private final FlinkStage stage;

  private FlinkReplica(FlinkCluster cluster, FlinkStage stage) {
    this.cluster = cluster;
    this.stage = stage;
  }

  static RunningEngine start(StageConfiguration configuration, StageMonitor monitor) {
    int tasks = Math.min(configuration.settings().parallelism(), configuration.partitions());
    FlinkCluster cluster = FlinkCluster.start(tasks, workingDirectory(configuration));
    try {
      return new FlinkReplica(
          cluster,
          FlinkStage.start(configuration.settings(), configuration.partitions(), monitor, cluster));
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Empty: a killed container leaves what Flink has unpacked, and its volume survives it. */
  private static Path workingDirectory(StageConfiguration configuration) {
    Path directory =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "flink-%s-%s"
                .formatted(
                    configuration.settings().identityName(),
                    configuration.settings().replica().name()));
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> files = Files.walk(directory)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory + " anew", e);
    }
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
