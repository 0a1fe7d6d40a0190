package dev.millrace.local.migration;

import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.migration.MigrationSite;
import dev.millrace.flink.FlinkCluster;
import dev.millrace.flink.FlinkStage;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettings;
import dev.millrace.light.LightStage;
import dev.millrace.local.harness.EngineProcess;
import dev.millrace.local.harness.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Replicas of the load's stage in this JVM, on either engine. */
final class Site implements AutoCloseable {
  /** What runs a replica, and in how many threads or tasks. */
  record Place(String engine, int parallelism) {
    static Place light(int parallelism) {
      return new Place("light", parallelism);
    }

    /** A process of the light engine, which SIGKILL ends. */
    static Place process(int parallelism) {
      return new Place("process", parallelism);
    }

    static Place flink(int parallelism) {
      return new Place("flink", parallelism);
    }
  }

  /** A running replica. */
  record Replica(StageMonitor monitor, AutoCloseable closing, Killing killing) {}

  /** What a replica was started as. */
  private record Start(StageReplica replica, Place place) {}

  /** How a replica is made to fail where it stands; it starts again by itself. */
  interface Killing {
    /** Whether there was something to kill. */
    boolean kill() throws Exception;
  }

  private final StreamPipelineSpec pipeline;
  private final String stage;
  private final KafkaConnection kafka;
  private final int partitions;
  private final Path directory;
  private final FlinkCluster flink;
  private final Map<String, Replica> running = new TreeMap<>();
  private final Map<String, Start> starts = new TreeMap<>();

  Site(Load load, KafkaConnection kafka, int partitions, Path directory, FlinkCluster flink) {
    this(load.pipeline(), Load.STAGE, kafka, partitions, directory, flink);
  }

  Site(
      StreamPipelineSpec pipeline,
      String stage,
      KafkaConnection kafka,
      int partitions,
      Path directory,
      FlinkCluster flink) {
    this.pipeline = pipeline;
    this.stage = stage;
    this.kafka = kafka;
    this.partitions = partitions;
    this.directory = directory;
    this.flink = flink;
  }

  void found(String name, Place place) {
    start(StageReplica.founder(name), place);
  }

  void start(StageReplica replica, Place place) {
    StageSettings settings = settings(replica, place.parallelism());
    running.put(replica.name(), start(settings, place));
    starts.put(replica.name(), new Start(replica, place));
  }

  private Replica start(StageSettings settings, Place place) {
    StageMonitor monitor = new StageMonitor(settings.identityName(), Clock.systemUTC());
    switch (place.engine()) {
      case "light" -> {
        LightStage stage = LightStage.start(settings, partitions, monitor);
        return new Replica(monitor, stage, stage::kill);
      }
      case "flink" -> {
        FlinkStage stage = FlinkStage.start(settings, partitions, monitor, flink);
        return new Replica(monitor, stage, stage::kill);
      }
      default -> {
        EngineProcess process =
            new EngineProcess(
                settings,
                "dev.millrace.light.LightMain",
                directory.resolve(settings.replica().name() + "-process"),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        start(process);
        return new Replica(
            monitor,
            process::terminate,
            () -> {
              process.kill();
              start(process);
              return true;
            });
      }
    }
  }

  private static void start(EngineProcess process) {
    try {
      process.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the replica was running, and does not any more where it stood. */
  boolean kill(String name) throws Exception {
    Replica replica = running.get(name);
    return replica != null && replica.killing().kill();
  }

  /** The settings of a replica. */
  StageSettings settings(StageReplica replica, int parallelism) {
    return new StageSettings(
        "test",
        pipeline,
        stage,
        kafka,
        directory.resolve(replica.name()),
        parallelism,
        replica,
        Clock.systemUTC(),
        StageSettings.AS_COMPILED);
  }

  Map<String, Replica> running() {
    return running;
  }

  void stop(String name) {
    Replica replica = running.remove(name);
    if (replica != null) {
      try {
        replica.closing().close();
      } catch (Exception e) {
        throw new AssertionError(name + " cannot be stopped", e);
      }
    }
  }

  /** Starts a replica that has been stopped. */
  void startAgain(String name) {
    Start before = starts.get(name);
    start(before.replica(), before.place());
  }

  /** Starts the replica again without anything that it had on its disk. */
  void loseState(String name) throws IOException {
    stop(name);
    try (Stream<Path> files = Files.walk(directory.resolve(name))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    startAgain(name);
  }

  /** The site as a migration sees it. */
  MigrationSite of(String source, String target, Place place) {
    return new MigrationSite() {
      @Override
      public String objection() {
        return null;
      }

      @Override
      public void deployTarget(Map<Integer, Long> inputFrom) {
        if (!running.containsKey(target)) {
          start(StageReplica.follower(target, inputFrom), place);
        }
      }

      @Override
      public void removeTarget() {
        stop(target);
      }

      @Override
      public void removeSource() {
        stop(source);
      }

      @Override
      public boolean isTargetDeployed() {
        return running.containsKey(target);
      }

      @Override
      public boolean isTargetGone() {
        return !running.containsKey(target);
      }

      @Override
      public boolean isSourceGone() {
        return !running.containsKey(source);
      }
    };
  }

  @Override
  public void close() {
    for (String name : running.keySet().toArray(String[]::new)) {
      stop(name);
    }
  }
}
