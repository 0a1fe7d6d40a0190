package dev.millrace.local.bench;

import dev.millrace.kafka.StageSettings;
import dev.millrace.kafka.StageSettingsFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * Replicas of stages on one engine in a JVM of its own. Commands: {@code start FILE} starts the
 * replica that the settings file names, {@code figures NAME} looks at it, {@code stop NAME} stops
 * it in order.
 */
final class ReplicaProcess {
  /** As source and target of a migration run side by side. */
  private static final int SLOTS = 4;

  private final StageEngine engine;
  private final Map<String, StageOnEngine> replicas = new TreeMap<>();

  private ReplicaProcess(StageEngine engine) {
    this.engine = engine;
  }

  /** Arguments: the engine as a {@link Contender}, and a directory for working files. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[1]));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (StageEngine engine = engine(Contender.valueOf(arguments[0]), directory)) {
      ReplicaProcess process = new ReplicaProcess(engine);
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        process.execute(line.split(" "));
      }
      process.replicas.values().forEach(StageOnEngine::close);
    }
  }

  private static StageEngine engine(Contender contender, Path directory) {
    return switch (contender) {
      case LIGHT -> new LightEngine();
      case FLINK -> new FlinkEngine(SLOTS, directory);
      case FLINK_WINDOW ->
          throw new IllegalArgumentException(contender.title() + " has no replicas");
    };
  }

  private void execute(String[] command) throws IOException {
    switch (command[0]) {
      case "start" -> {
        StageSettings settings = StageSettingsFile.read(Path.of(command[1]), Clock.systemUTC());
        replicas.put(settings.replica().name(), engine.start(settings));
        Answers.print("started", true);
      }
      case "figures" -> {
        StageOnEngine replica = replica(command[1]);
        Answers.print(
            "frontier",
            replica.frontier(),
            "checkpoints",
            replica.checkpoints(),
            "restarts",
            replica.restarts(),
            "error",
            replica.error(),
            "nextOffsets",
            replica.nextOffsets(),
            "cells",
            replica.cells());
      }
      case "stop" -> {
        replica(command[1]).close();
        replicas.remove(command[1]);
        Answers.print("stopped", true);
      }
      default -> throw new IllegalArgumentException("no command " + command[0]);
    }
  }

  private StageOnEngine replica(String name) {
    StageOnEngine replica = replicas.get(name);
    if (replica == null) {
      throw new IllegalArgumentException("no replica " + name);
    }
    return replica;
  }
}
