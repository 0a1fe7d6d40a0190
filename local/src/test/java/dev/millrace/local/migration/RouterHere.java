package dev.millrace.local.migration;

import dev.millrace.controllog.strategy.RouterSite;
import dev.millrace.kafka.RouterSettings;
import dev.millrace.kafka.ShadowRouter;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettings;
import java.time.Clock;
import java.util.Map;

/** A router in this JVM, which can be lost. */
final class RouterHere implements RouterSite, AutoCloseable {
  static final String NAME = "router";

  private final RouterSettings settings;
  private final int partitions;
  private final StageMonitor monitor;
  private ShadowRouter running;
  private int starts;

  RouterHere(Site site, String source, String target, long factor, int partitions) {
    StageSettings stage = site.settings(StageReplica.follower(NAME, Map.of()), 1);
    this.settings = new RouterSettings(stage, source, target, factor);
    this.partitions = partitions;
    this.monitor = new StageMonitor(stage.identityName(), Clock.systemUTC());
  }

  @Override
  public void startRouter() {
    if (running == null) {
      starts++;
      running = ShadowRouter.start(settings, partitions, monitor);
    }
  }

  /** Ends it where it stands; the next {@link #startRouter} starts another one. */
  void lose() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  int starts() {
    return starts;
  }

  StageMonitor monitor() {
    return monitor;
  }

  @Override
  public void removeRouter() {
    lose();
  }

  @Override
  public boolean isRouterGone() {
    return running == null;
  }

  @Override
  public void close() {
    lose();
  }
}
