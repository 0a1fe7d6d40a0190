package dev.millrace.operator.migration;

import dev.millrace.controllog.strategy.InputPosition;
import dev.millrace.controllog.strategy.StrategySite;
import java.util.Map;

/** Replicas that are there or not, as they were asked for. */
final class FakeSite implements StrategySite {
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
  public void deployEmptyTarget(Map<Integer, InputPosition> from) {
    throw new UnsupportedOperationException("nobody begins without a state here");
  }

  @Override
  public void stopSource() {
    throw new UnsupportedOperationException("nobody stands still here");
  }

  @Override
  public boolean isSourceStopped() {
    return false;
  }

  @Override
  public void startSource() {
    throw new UnsupportedOperationException("nobody was stopped here");
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
