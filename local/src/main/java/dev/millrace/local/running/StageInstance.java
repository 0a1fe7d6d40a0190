package dev.millrace.local.running;

import dev.millrace.kafka.StageMonitor;
import java.util.concurrent.atomic.AtomicBoolean;

/** One replica of a stage, running in one pool. */
public final class StageInstance implements AutoCloseable {
  private final String replica;
  private final StagePlacement placement;
  private final StageMonitor monitor;
  private final Runnable stopTicks;
  private final Runnable close;
  private final AtomicBoolean closed = new AtomicBoolean();

  StageInstance(
      String replica,
      StagePlacement placement,
      StageMonitor monitor,
      Runnable stopTicks,
      Runnable close) {
    this.replica = replica;
    this.placement = placement;
    this.monitor = monitor;
    this.stopTicks = stopTicks;
    this.close = close;
  }

  /** Its name in the control log. */
  public String replica() {
    return replica;
  }

  /** Where and how it runs. */
  public StagePlacement placement() {
    return placement;
  }

  /** What can be seen of it. */
  public StageMonitor monitor() {
    return monitor;
  }

  /** Whether it has been stopped. */
  public boolean isClosed() {
    return closed.get();
  }

  void stopTicks() {
    stopTicks.run();
  }

  /** Stops it gracefully. May be called more than once. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      close.run();
    }
  }
}
