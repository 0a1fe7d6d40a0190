package dev.millrace.local.bench;

import dev.millrace.controllog.migration.MigrationSite;
import dev.millrace.kafka.StageReplica;
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

  @Override
  public String objection() {
    return null;
  }

  @Override
  public void deployTarget(Map<Integer, Long> inputFrom) {
    if (!replicas.isRunning(target)) {
      StoppingMoveSite.act(() -> replicas.start(StageReplica.follower(target, inputFrom), to));
    }
  }

  @Override
  public void removeTarget() {
    StoppingMoveSite.act(() -> replicas.remove(target));
  }

  @Override
  public void removeSource() {
    StoppingMoveSite.act(() -> replicas.remove(source));
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
}
