package dev.millrace.local.running;

import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.stream.pipeline.StageNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A stage seen through its monitor. */
final class MonitoredStage implements RunningStage {
  private final StageNode node;
  private final StageMonitor monitor;
  private final Runnable stopTicks;
  private final Runnable close;
  private final AtomicBoolean closed = new AtomicBoolean();

  MonitoredStage(StageNode node, StageMonitor monitor, Runnable stopTicks, Runnable close) {
    this.node = node;
    this.monitor = monitor;
    this.stopTicks = stopTicks;
    this.close = close;
  }

  @Override
  public String name() {
    return node.id();
  }

  @Override
  public String pool() {
    return node.pool().name();
  }

  @Override
  public String engine() {
    return node.engine().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String input() {
    return node.input().name();
  }

  @Override
  public StageStatus status() {
    return new StageStatus(
        monitor.sum(ReplicaMeter::records),
        monitor.sum(ReplicaMeter::outputs),
        monitor.sum(ReplicaMeter::lag),
        monitor.logTime(),
        monitor.sum(ReplicaMeter::late),
        monitor.sum(ReplicaMeter::deadLetters),
        monitor.restarts(),
        monitor.lastError());
  }

  @Override
  public void stopTicks() {
    stopTicks.run();
  }

  @Override
  public Map<Integer, Long> acknowledgedTo() {
    Map<Integer, Long> offsets = new HashMap<>();
    for (int partition = 0; partition < node.input().partitions(); partition++) {
      ReplicaMeter meter = monitor.partition(partition);
      if (meter != null) {
        // The offset is read first: what the frontiers say later then covers it.
        long offset = meter.nextOffset();
        if (meter.frontier() == meter.acknowledgedFrontier()) {
          offsets.put(partition, offset);
        }
      }
    }
    return offsets;
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      close.run();
    }
  }
}
