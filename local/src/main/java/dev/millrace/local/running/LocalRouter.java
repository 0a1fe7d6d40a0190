package dev.millrace.local.running;

import dev.millrace.controllog.strategy.RouterSite;
import dev.millrace.kafka.ShadowRouter;

/** The router of one migration, within this process. */
final class LocalRouter implements RouterSite, AutoCloseable {
  private final LocalSite site;
  private final long factor;
  private ShadowRouter running;

  /**
   * A router that has not been started.
   *
   * @param factor the synchronisation factor
   */
  LocalRouter(LocalSite site, long factor) {
    this.site = site;
    this.factor = factor;
  }

  /** Its name in the control log; no replica has it. */
  String name() {
    return site.target() + ".router";
  }

  @Override
  public void startRouter() {
    if (running == null) {
      running =
          site.launcher().route(site.stage().node(), name(), site.source(), site.target(), factor);
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
