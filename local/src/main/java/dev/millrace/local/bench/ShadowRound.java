package dev.millrace.local.bench;

import dev.millrace.controllog.ControlLog;
import dev.millrace.kafka.StageReplica;
import dev.millrace.stream.handover.ControlRecord.SnapshotRequested;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The owner's way through what is left of the topic once it is warm, or once its shadow follows.
 *
 * @param recordsPerSecond that the owner processed
 * @param cpuNanosPerRecord of the owner's whole process
 */
record ShadowRound(double recordsPerSecond, double cpuNanosPerRecord) {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final Duration LOG_TIMEOUT = Duration.ofSeconds(15);
  private static final String OWNER = "owner";
  private static final String SHADOW = "shadow";
  private static final long LOOK_MILLIS = 5;

  /** Share of the topic after which the owner alone is measured: about where a shadow follows. */
  private static final double FIRST_SHARE = 0.3;

  /** Share of the topic that must be left when a shadow follows. */
  private static final double LEAST_LEFT = 0.3;

  static ShadowRound of(
      Bench bench,
      StageUnderTest stage,
      Replicas replicas,
      Contender engine,
      int records,
      boolean shadow,
      ShadowCores cores)
      throws IOException, InterruptedException {
    if (shadow) {
      // Its process starts before the owner's work, not beside it.
      replicas.process(new Place(SHADOW, engine, 1)).pin(cores.shadow());
    }
    replicas.process(new Place(OWNER, engine, 1)).pin(cores.owner());
    replicas.start(StageReplica.founder(OWNER), new Place(OWNER, engine, 1));
    if (shadow) {
      await(replicas, OWNER, 1);
      replicas.start(StageReplica.follower(SHADOW, new TreeMap<>()), new Place(SHADOW, engine, 1));
      replicas.awaitJoined(SHADOW);
      askForSnapshots(bench, stage);
      await(replicas, SHADOW, 1);
    } else {
      await(replicas, OWNER, (long) (records * FIRST_SHARE));
    }
    long wall = System.nanoTime();
    long cpu = replicas.processOf(OWNER).cpuNanos();
    double first = Answers.number(replicas.figures(OWNER), "frontier");
    if (first > records * (1 - LEAST_LEFT)) {
      throw new IOException(
          "the topic is too short: %s of %d records had been processed"
              .formatted(Rendering.number(first), records));
    }
    double last = await(replicas, OWNER, records);
    double nanos = System.nanoTime() - wall;
    double counted = last - first;
    return new ShadowRound(
        counted * TimeUnit.SECONDS.toNanos(1) / nanos,
        (replicas.processOf(OWNER).cpuNanos() - cpu) / counted);
  }

  private static double await(Replicas replicas, String name, long records)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (true) {
      Map<String, Object> figures = replicas.figures(name);
      double frontier = Answers.number(figures, "frontier");
      if (frontier >= records) {
        return frontier;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(name + " is too slow: " + figures);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static void askForSnapshots(Bench bench, StageUnderTest stage)
      throws IOException, InterruptedException {
    try (ControlLog log =
        ControlLog.open(bench.kafka(), stage.pipeline(), "shadow-bench", LOG_TIMEOUT)) {
      for (int partition = 0; partition < Workload.PARTITIONS; partition++) {
        log.append(stage.identityName(), new SnapshotRequested(partition, "bench", SHADOW))
            .get(LOG_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no snapshot could be asked for", e);
    }
  }
}
