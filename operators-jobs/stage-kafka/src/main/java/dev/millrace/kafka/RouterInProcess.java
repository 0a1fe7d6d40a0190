package dev.millrace.kafka;

import dev.millrace.controllog.strategy.RouterSite;
import java.util.function.Supplier;

/** A router that runs in the process of whoever drives the migration. One thread. */
public final class RouterInProcess implements RouterSite, AutoCloseable {
  private final Supplier<ShadowRouter> starting;
  private ShadowRouter running;

  /**
   * A router that has not been started.
   *
   * @param starting starts one; asked again after it has been removed
   */
  public RouterInProcess(Supplier<ShadowRouter> starting) {
    this.starting = starting;
  }

  @Override
  public void startRouter() {
    if (running == null) {
      running = starting.get();
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
