package dev.millrace.local.bench.strategies;

import dev.millrace.controllog.strategy.RouterSite;
import dev.millrace.kafka.RouterSettings;
import dev.millrace.kafka.ShadowRouter;
import dev.millrace.kafka.StageMonitor;
import java.time.Clock;

/** A router in the benchmark's own process. */
final class BenchRouter implements RouterSite, AutoCloseable {
  private final RouterSettings settings;
  private final StageMonitor monitor;
  private ShadowRouter running;

  BenchRouter(RouterSettings settings) {
    this.settings = settings;
    this.monitor = new StageMonitor(settings.stage().identityName(), Clock.systemUTC());
  }

  /** What has gone wrong, or null. */
  String error() {
    return monitor.lastError();
  }

  @Override
  public void startRouter() {
    if (running == null) {
      running = ShadowRouter.start(settings, 1, monitor);
    }
  }

  @Override
  public void removeRouter() {
    close();
  }

  @Override
  public boolean isRouterGone() {
    return running == null;
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
