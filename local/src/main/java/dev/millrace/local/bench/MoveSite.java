package dev.millrace.local.bench;

import dev.millrace.controllog.migration.MigrationSite;
import dev.millrace.kafka.StageReplica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Source and target of a migration among the replicas of a benchmark.
 *
 * @param replicas those that run
 * @param source that is left behind
 * @param target that may run already
 * @param to where the target runs, or is to run
 */
record MoveSite(Replicas replicas, String source, String target, Place to)
    implements MigrationSite {

  /** Something that waits for a process. */
  private interface Act {
    void run() throws IOException, InterruptedException;
  }

  @Override
  public String objection() {
    return null;
  }

  @Override
  public void deployTarget(Map<Integer, Long> inputFrom) {
    if (!replicas.isRunning(target)) {
      act(() -> replicas.start(StageReplica.follower(target, inputFrom), to));
    }
  }

  @Override
  public void removeTarget() {
    act(() -> replicas.remove(target));
  }

  @Override
  public void removeSource() {
    act(() -> replicas.remove(source));
  }

  @Override
  public boolean isTargetDeployed() {
    return replicas.isRunning(target);
  }

  @Override
  public boolean isTargetGone() {
    return !replicas.isRunning(target);
  }

  @Override
  public boolean isSourceGone() {
    return !replicas.isRunning(source);
  }

  private static void act(Act act) {
    try {
      act.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a replica was started or stopped", e);
    }
  }
}
