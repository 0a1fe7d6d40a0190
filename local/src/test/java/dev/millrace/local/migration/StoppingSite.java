package dev.millrace.local.migration;

import dev.millrace.controllog.migration.MigrationSite;
import dev.millrace.controllog.strategy.InputPosition;
import dev.millrace.controllog.strategy.StrategySite;
import dev.millrace.kafka.StageReplica;
import dev.millrace.local.migration.Site.Place;
import java.util.Map;
import java.util.TreeMap;

/** A site as a strategy sees it: the source can be stopped, and started again where it was. */
class StoppingSite implements StrategySite {
  private final Site site;
  private final MigrationSite inner;
  private final String source;
  private final Place from;
  private final String target;
  private final Place to;

  StoppingSite(Site site, String source, Place from, String target, Place to) {
    this.site = site;
    this.inner = site.of(source, target, to);
    this.source = source;
    this.from = from;
    this.target = target;
    this.to = to;
  }

  @Override
  public String objection() {
    return inner.objection();
  }

  @Override
  public void deployTarget(Map<Integer, Long> inputFrom) {
    inner.deployTarget(inputFrom);
  }

  @Override
  public void deployEmptyTarget(Map<Integer, InputPosition> from) {
    if (inner.isTargetGone()) {
      Map<Integer, Long> offsets = new TreeMap<>();
      Map<Integer, Long> sns = new TreeMap<>();
      from.forEach(
          (partition, at) -> {
            offsets.put(partition, at.offset());
            sns.put(partition, at.sn());
          });
      site.start(StageReplica.empty(target, offsets, sns), to);
    }
  }

  @Override
  public void removeTarget() {
    inner.removeTarget();
  }

  @Override
  public void stopSource() {
    site.stop(source);
  }

  @Override
  public boolean isSourceStopped() {
    return !site.running().containsKey(source);
  }

  @Override
  public void startSource() {
    if (isSourceStopped()) {
      site.start(StageReplica.founder(source), from);
    }
  }

  @Override
  public void removeSource() {
    inner.removeSource();
  }

  @Override
  public boolean isTargetDeployed() {
    return inner.isTargetDeployed();
  }

  @Override
  public boolean isTargetGone() {
    return inner.isTargetGone();
  }

  @Override
  public boolean isSourceGone() {
    return inner.isSourceGone();
  }
}
