package dev.millrace.flink;

import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageProcess;
import dev.millrace.kafka.StageSettings;

/** A stage in Flink as one process: cluster and job in one JVM. */
public final class FlinkMain {
  private FlinkMain() {}

  /** Runs the stage of the settings file until SIGTERM. */
  public static void main(String[] arguments) throws Exception {
    System.exit(StageProcess.run(arguments, FlinkMain::start));
  }

  private static AutoCloseable start(StageSettings settings, int partitions, StageMonitor monitor)
      throws Exception {
    FlinkCluster cluster =
        FlinkCluster.start(settings.parallelism(), settings.directory().resolve("cluster"));
    FlinkStage stage = FlinkStage.start(settings, partitions, monitor, cluster);
    return () -> {
      stage.close();
      cluster.close();
    };
  }
}
