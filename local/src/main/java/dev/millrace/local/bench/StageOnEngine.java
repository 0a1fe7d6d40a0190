package dev.millrace.local.bench;

import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.kafka.StageMonitor;
import java.util.Map;
import java.util.TreeMap;

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

  /** Records processed by all partitions, owned or not. */
  long frontier() {
    return monitor.sum(ReplicaMeter::frontier);
  }

  /** Cells of keyed state, of all partitions. */
  long cells() {
    return monitor.sum(ReplicaMeter::cells);
  }

  /** By partition, the offset of the next record of those that have begun. */
  Map<Integer, Long> nextOffsets() {
    Map<Integer, Long> offsets = new TreeMap<>();
    for (int partition = 0; partition < Workload.PARTITIONS; partition++) {
      ReplicaMeter meter = monitor.partition(partition);
      if (meter != null) {
        offsets.put(partition, meter.nextOffset());
      }
    }
    return offsets;
  }

  /** Attempts that have failed. */
  long restarts() {
    return monitor.restarts();
  }

  @Override
  public void close() {
    stop.run();
  }
}
