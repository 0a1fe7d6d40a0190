package dev.millrace.local.bench;

import dev.millrace.controllog.ControlLog;
import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettingsFile;
import dev.millrace.stream.handover.Ownership;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The replicas of the stage that is moved, in processes that are started when first needed. */
public final class Replicas implements AutoCloseable {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(90);

  private static final Duration LOG_TIMEOUT = Duration.ofSeconds(15);
  private static final long LOOK_MILLIS = 10;

  private final Bench bench;
  private final BenchStage stage;
  private final List<String> jvmOptions;
  private final Map<String, JvmProcess> processes = new TreeMap<>();
  private final Map<String, Running> running = new TreeMap<>();

  private record Running(StageReplica replica, Place place) {}

  /** None as yet. */
  public Replicas(Bench bench, BenchStage stage, List<String> jvmOptions) {
    this.bench = bench;
    this.stage = stage;
    this.jvmOptions = jvmOptions;
  }

  /** Starts one, from its last checkpoint if it has one; returns before it has begun. */
  public void start(StageReplica replica, Place place) throws IOException, InterruptedException {
    Path file = directory(replica.name()).resolveSibling(replica.name() + ".json");
    StageSettingsFile.write(
        stage.settings(
            bench.bootstrapServers(), directory(replica.name()), place.parallelism(), replica),
        file);
    process(place).ask("start " + file, ANSWER_TIMEOUT);
    running.put(replica.name(), new Running(replica, place));
  }

  /** Whether one has been started and not stopped. */
  public boolean isRunning(String name) {
    return running.containsKey(name);
  }

  /** Where one runs. */
  public Place placeOf(String name) {
    return running.get(name).place();
  }

  /** What {@link ReplicaProcess} says of one. */
  public Map<String, Object> figures(String name) throws IOException, InterruptedException {
    return process(placeOf(name)).ask("figures " + name, ANSWER_TIMEOUT);
  }

  /** The process in which one runs. */
  ProcessFigures processOf(String name) throws IOException {
    return process(placeOf(name)).figures();
  }

  /**
   * Checks that one has not failed.
   *
   * @throws IOException if it has started again by itself
   */
  public void check(String name) throws IOException, InterruptedException {
    Map<String, Object> figures = figures(name);
    if (Answers.number(figures, "restarts") > 0) {
      throw new IOException("replica " + name + " went wrong: " + figures.get("error"));
    }
  }

  /** Waits until one has answered in the control log, for every partition. */
  public void awaitJoined(String name) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + ANSWER_TIMEOUT.toNanos();
    try (ControlLog log =
        ControlLog.open(bench.kafka(), stage.pipeline(), "await-" + name, LOG_TIMEOUT)) {
      while (!hasJoined(name, log)) {
        if (System.nanoTime() - deadline > 0) {
          throw new IOException("replica " + name + " has not joined: " + figures(name));
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }

  private boolean hasJoined(String name, ControlLog log) throws IOException, InterruptedException {
    log.readToEnd(LOG_TIMEOUT);
    for (int partition = 0; partition < stage.partitions(); partition++) {
      Ownership known = log.ownership(stage.identityName(), partition).orElse(Ownership.NONE);
      if (known.incarnation(name) == Ownership.NO_INCARNATION) {
        return false;
      }
    }
    return true;
  }

  /** By partition, where one is in the input. */
  public Map<Integer, Long> nextOffsets(String name) throws IOException, InterruptedException {
    Map<Integer, Long> offsets = new TreeMap<>();
    if (figures(name).get("nextOffsets") instanceof Map<?, ?> read) {
      read.forEach(
          (partition, offset) ->
              offsets.put(Integer.valueOf(partition.toString()), ((Number) offset).longValue()));
    }
    return offsets;
  }

  /** Stops one in order; it can be started again. Returns as what it was. */
  public StageReplica stop(String name) throws IOException, InterruptedException {
    process(placeOf(name)).ask("stop " + name, ANSWER_TIMEOUT);
    return running.remove(name).replica();
  }

  /** Kills the process of one, and whatever else runs in it. */
  void kill(String name) throws IOException {
    String process = placeOf(name).process();
    running.values().removeIf(replica -> replica.place().process().equals(process));
    processes.remove(process).kill();
  }

  /** Stops one, if it runs, and removes what it has kept. */
  public void remove(String name) throws IOException, InterruptedException {
    if (isRunning(name)) {
      stop(name);
    }
    BenchRun.delete(directory(name));
  }

  private Path directory(String name) throws IOException {
    return bench.directory("state-" + stage.pipeline() + "/" + name);
  }

  /** The process of a place, started if there is none. */
  JvmProcess process(Place place) throws IOException {
    JvmProcess process = processes.get(place.process());
    if (process == null) {
      String name = stage.pipeline() + "-" + place.process();
      process =
          bench.process(
              name,
              jvmOptions,
              ReplicaProcess.class,
              place.engine().name(),
              bench.directory(name).toString());
      processes.put(place.process(), process);
    }
    return process;
  }

  /** Ends the processes. */
  @Override
  public void close() throws IOException {
    for (JvmProcess process : processes.values()) {
      process.close();
    }
  }
}
