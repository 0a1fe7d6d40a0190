package dev.millrace.operator.migration;

import dev.millrace.controllog.migration.StageMigrations;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The migrations that this process drives, each on a thread of its own. Thread-safe. */
public final class Migrations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final long CLOSE_MILLIS = 5_000;
  private static final long AGAIN_MILLIS = 2_000;

  private final ConcurrentMap<String, Driven> all = new ConcurrentHashMap<>();
  private final StageMigrations stages = new StageMigrations();

  private record Driven(RunningMigration migration, Thread thread) {}

  /** The migration of a resource, by its uid, if it is being driven. */
  Optional<RunningMigration> find(String uid) {
    return Optional.ofNullable(all.get(uid)).map(Driven::migration);
  }

  /** How many are being driven. */
  public int size() {
    return all.size();
  }

  /** Why a migration must not begin on a stage, or null; it has the stage then. */
  String take(String stage, String migration) {
    return stages.objection(stage, migration);
  }

  /** Lets a stage go that {@link #take} has taken. */
  void release(String stage, String migration) {
    stages.ended(stage, migration);
  }

  /**
   * Drives a migration until it is over, unless it is being driven already.
   *
   * @param unfinished told when nobody drives it any more although it is not over
   */
  void start(
      String uid,
      String stage,
      String name,
      Supplier<RunningMigration> migration,
      Runnable unfinished) {
    all.computeIfAbsent(
        uid,
        key -> {
          RunningMigration running = migration.get();
          Thread thread =
              Thread.ofVirtual()
                  .name("migration-" + name)
                  .unstarted(() -> run(uid, stage, name, running, unfinished));
          thread.start();
          return new Driven(running, thread);
        });
  }

  private void run(
      String uid, String stage, String name, RunningMigration running, Runnable unfinished) {
    try {
      running.run();
    } catch (RuntimeException e) {
      LOG.error("migration {} has ended by an error; it is begun again from its status", name, e);
    }
    boolean over = running.diary().state().isOver();
    if (!over) {
      // Whatever has ended it is likely to be there still.
      pause();
    }
    all.remove(uid);
    stages.ended(stage, name);
    if (!over) {
      unfinished.run();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops to drive a migration; its status stays as it is. */
  void stop(String uid) {
    Driven driven = all.get(uid);
    if (driven != null) {
      driven.thread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    all.values().forEach(driven -> driven.thread().interrupt());
    long end = System.nanoTime() + CLOSE_MILLIS * 1_000_000;
    for (Driven driven : all.values()) {
      driven.thread().join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
  }
}
