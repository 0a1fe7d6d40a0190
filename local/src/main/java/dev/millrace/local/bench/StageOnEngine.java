package dev.millrace.local.bench;

import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.kafka.StageMonitor;

/** A numbered stage, on whichever engine. */
final class StageOnEngine implements RunningJob {
  private final StageMonitor monitor;
  private final Runnable stop;

  StageOnEngine(StageMonitor monitor, Runnable stop) {
    this.monitor = monitor;
    this.stop = stop;
  }

  @Override
  public long processed() {
    return monitor.sum(ReplicaMeter::records);
  }

  @Override
  public boolean settled() {
    return monitor.sum(ReplicaMeter::frontier) == monitor.sum(ReplicaMeter::acknowledgedFrontier);
  }

  @Override
  public long checkpoints() {
    return monitor.checkpoints();
  }

  @Override
  public String error() {
    return monitor.lastError();
  }

  @Override
  public void close() {
    stop.run();
  }
}
