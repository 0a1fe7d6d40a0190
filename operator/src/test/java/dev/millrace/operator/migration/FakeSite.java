package dev.millrace.operator.migration;

import dev.millrace.controllog.migration.MigrationSite;
import java.util.Map;

/** Replicas that are there or not, as they were asked for. */
final class FakeSite implements MigrationSite {
  private Map<Integer, Long> deployedFrom;
  private boolean targetRemoved;
  private boolean sourceRemoved;

  @Override
  public String objection() {
    return null;
  }

  @Override
  public synchronized void deployTarget(Map<Integer, Long> inputFrom) {
    if (deployedFrom == null) {
      deployedFrom = Map.copyOf(inputFrom);
      notifyAll();
    }
  }

  /** Waits until the target has been asked for; the offsets that it was given. */
  synchronized Map<Integer, Long> awaitDeployed() throws InterruptedException {
    while (deployedFrom == null) {
      wait();
    }
    return deployedFrom;
  }

  @Override
  public synchronized boolean isTargetDeployed() {
    return deployedFrom != null;
  }

  @Override
  public synchronized void removeTarget() {
    targetRemoved = true;
  }

  @Override
  public synchronized void removeSource() {
    sourceRemoved = true;
  }

  @Override
  public synchronized boolean isTargetGone() {
    return targetRemoved;
  }

  @Override
  public synchronized boolean isSourceGone() {
    return sourceRemoved;
  }
}
