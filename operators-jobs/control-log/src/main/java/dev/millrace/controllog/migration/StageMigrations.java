package dev.millrace.controllog.migration;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which migration each stage is in, for whoever drives several of them: a stage is moved by one at
 * a time. What it refuses would do no harm, since the control log settles every race; but it would
 * only wait for its deadline. Thread-safe.
 */
public final class StageMigrations {
  private final ConcurrentMap<String, String> running = new ConcurrentHashMap<>();

  /**
   * Takes the stage for a migration, unless another one has it.
   *
   * @param stage <code>PIPELINE.STAGE</code>
   * @return why not, for a person; null if it has taken it, now or before
   */
  public String objection(String stage, String migration) {
    String holder = running.putIfAbsent(stage, migration);
    return holder == null || holder.equals(migration)
        ? null
        : "%s is being moved by migration %s already: wait for its end, or abort it"
            .formatted(stage, holder);
  }

  /** Lets the stage go, if this migration has it. */
  public void ended(String stage, String migration) {
    running.remove(stage, migration);
  }
}
