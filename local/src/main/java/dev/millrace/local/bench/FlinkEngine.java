package dev.millrace.local.bench;

import dev.millrace.flink.FlinkCluster;
import dev.millrace.flink.FlinkStage;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageSettings;
import java.nio.file.Path;

/** The numbered stage on Flink, in one JVM. */
final class FlinkEngine implements StageEngine {
  private final FlinkCluster cluster;

  FlinkEngine(int slots, Path directory) {
    this.cluster = FlinkCluster.start(slots, directory);
  }

  @Override
  public StageOnEngine start(StageSettings settings) {
    StageMonitor monitor = new StageMonitor(settings.identityName(), settings.clock());
    FlinkStage stage =
        FlinkStage.start(settings, StageEngine.partitions(settings), monitor, cluster);
    return new StageOnEngine(monitor, stage::close);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
