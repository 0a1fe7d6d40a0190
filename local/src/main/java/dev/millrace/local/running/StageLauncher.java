package dev.millrace.local.running;

import dev.millrace.api.StageSpec.Engine;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.flink.FlinkCluster;
import dev.millrace.flink.FlinkStage;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettings;
import dev.millrace.light.LightStage;
import dev.millrace.stream.pipeline.StageNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;

/** Starts stages on the engine that each asks for. */
final class StageLauncher {
  private final String bootstrapServers;
  private final Path directory;
  private final MeterRegistry registry;
  private final Clock clock;
  private final FlinkCluster flink;

  /**
   * A launcher.
   *
   * @param directory below which each stage keeps its checkpoints or snapshots
   * @param flink null if no stage runs on Flink
   */
  StageLauncher(
      String bootstrapServers,
      Path directory,
      MeterRegistry registry,
      Clock clock,
      FlinkCluster flink) {
    this.bootstrapServers = bootstrapServers;
    this.directory = directory;
    this.registry = registry;
    this.clock = clock;
    this.flink = flink;
  }

  RunningStage start(StageNode node) {
    StageSettings settings =
        new StageSettings(
            node.pipeline().name(),
            node.pipeline().spec(),
            node.name(),
            KafkaConnection.plain(bootstrapServers),
            directory.resolve(node.id()),
            node.parallelism(),
            StageReplica.founder(node.pool().name()),
            clock,
            node.plan().tickDelayMillis());
    StageMonitor monitor = new StageMonitor(settings.identityName(), clock);
    monitor.bindTo(registry);
    int partitions = node.input().partitions();
    if (node.engine() == Engine.Flink) {
      FlinkStage stage = FlinkStage.start(settings, partitions, monitor, flink);
      return new MonitoredStage(node, monitor, stage::stopTicks, stage::close);
    }
    LightStage stage = LightStage.start(settings, partitions, monitor);
    return new MonitoredStage(node, monitor, stage::stopTicks, stage::close);
  }
}
