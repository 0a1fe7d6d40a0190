package dev.millrace.local.running;

import dev.millrace.api.StageSpec.Engine;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.flink.FlinkStage;
import dev.millrace.kafka.Coordination;
import dev.millrace.kafka.RouterSettings;
import dev.millrace.kafka.ShadowRouter;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettings;
import dev.millrace.light.LightStage;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.pipeline.StageNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Starts replicas of stages on the engine that each asks for. */
public final class StageLauncher {
  private final String bootstrapServers;
  private final Path directory;
  private final MeterRegistry registry;
  private final Clock clock;
  private final FlinkSlots flink;

  /**
   * A launcher.
   *
   * @param directory below which each replica keeps its checkpoints or snapshots
   */
  StageLauncher(
      String bootstrapServers,
      Path directory,
      MeterRegistry registry,
      Clock clock,
      FlinkSlots flink) {
    this.bootstrapServers = bootstrapServers;
    this.directory = directory;
    this.registry = registry;
    this.clock = clock;
    this.flink = flink;
  }

  /** Starts a stage where the control log says that it is, else where its manifest says. */
  MovableStage start(StageNode node) throws ControlLogException, InterruptedException {
    MovableStage stage = new MovableStage(node);
    StagePlacement wanted =
        new StagePlacement(node.pool().name(), node.engine(), node.parallelism());
    SortedSet<String> owners = owners(node);
    if (owners.isEmpty()) {
      owners.add(node.pool().name());
    }
    for (String owner : owners) {
      StagePlacement placement = StagePlacement.load(directory(node, owner)).orElse(wanted);
      stage.add(launch(node, StageReplica.founder(owner), placement));
    }
    return stage;
  }

  private SortedSet<String> owners(StageNode node)
      throws ControlLogException, InterruptedException {
    SortedSet<String> owners = new TreeSet<>();
    try (Coordination topics = Coordination.open(kafka(), node.pipeline().name())) {
      for (int partition = 0; partition < node.input().partitions(); partition++) {
        topics.log().ownership(node.id(), partition).map(Ownership::owner).ifPresent(owners::add);
      }
    }
    return owners;
  }

  /** Starts one replica. */
  public StageInstance launch(StageNode node, StageReplica replica, StagePlacement placement) {
    StageSettings settings = settings(node, replica, placement.parallelism());
    placement.save(settings.directory());
    StageMonitor monitor = monitor(settings);
    int partitions = node.input().partitions();
    if (placement.engine() == Engine.Flink) {
      FlinkSlots.Lease slots = flink.take(Math.min(placement.parallelism(), partitions));
      FlinkStage stage = FlinkStage.start(settings, partitions, monitor, slots.cluster());
      return new StageInstance(
          replica.name(),
          placement,
          monitor,
          stage::stopTicks,
          () -> {
            stage.close();
            slots.close();
          });
    }
    LightStage stage = LightStage.start(settings, partitions, monitor);
    return new StageInstance(replica.name(), placement, monitor, stage::stopTicks, stage::close);
  }

  /**
   * Starts a router that owns the partitions of a stage for a while.
   *
   * @param name of the router in the control log
   * @param source replica that is being replaced
   * @param target replica that replaces it
   * @param factor the synchronisation factor
   */
  ShadowRouter route(StageNode node, String name, String source, String target, long factor) {
    StageSettings settings = settings(node, StageReplica.follower(name, Map.of()), 1);
    return ShadowRouter.start(
        new RouterSettings(settings, source, target, factor),
        node.input().partitions(),
        monitor(settings));
  }

  private StageSettings settings(StageNode node, StageReplica replica, int parallelism) {
    return new StageSettings(
        node.pipeline().name(),
        node.pipeline().spec(),
        node.name(),
        kafka(),
        directory(node, replica.name()),
        parallelism,
        replica,
        clock,
        node.plan().tickDelayMillis());
  }

  private StageMonitor monitor(StageSettings settings) {
    StageMonitor monitor = new StageMonitor(settings.identityName(), clock);
    monitor.bindTo(registry, settings.replica().name());
    return monitor;
  }

  /** Removes what a replica that has been stopped has kept. */
  public void remove(StageNode node, String replica) {
    Path place = directory(node, replica);
    if (!Files.exists(place)) {
      return;
    }
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + place, e);
    }
  }

  /** How the logs are reached. */
  public KafkaConnection kafka() {
    return KafkaConnection.plain(bootstrapServers);
  }

  private Path directory(StageNode node, String replica) {
    return directory.resolve(node.id()).resolve(replica);
  }
}
