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
   * @param ended told at the end, whatever the end was
   */
  void start(
      String uid, String stage, String name, Supplier<RunningMigration> migration, Runnable ended) {
    all.computeIfAbsent(
        uid,
        key -> {
          RunningMigration running = migration.get();
          Thread thread =
              Thread.ofVirtual()
                  .name("migration-" + name)
                  .unstarted(() -> run(uid, stage, name, running, ended));
          thread.start();
          return new Driven(running, thread);
        });
  }

  private void run(
      String uid, String stage, String name, RunningMigration running, Runnable ended) {
    try {
      running.run();
    } catch (RuntimeException e) {
      LOG.error("migration {} has ended by an error; it is begun again from its status", name, e);
    } finally {
      all.remove(uid);
      stages.ended(stage, name);
      ended.run();
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
