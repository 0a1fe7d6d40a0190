package dev.millrace.local.migration;

import dev.millrace.controllog.migration.MigrationSite;
import java.util.Map;

/** A site as another one, but for what a test changes. */
class DelegatingSite implements MigrationSite {
  private final MigrationSite site;

  DelegatingSite(MigrationSite site) {
    this.site = site;
  }

  @Override
  public String objection() {
    return site.objection();
  }

  @Override
  public void deployTarget(Map<Integer, Long> inputFrom) {
    site.deployTarget(inputFrom);
  }

  @Override
  public void removeTarget() {
    site.removeTarget();
  }

  @Override
  public void removeSource() {
    site.removeSource();
  }

  @Override
  public boolean isTargetDeployed() {
    return site.isTargetDeployed();
  }

  @Override
  public boolean isTargetGone() {
    return site.isTargetGone();
  }

  @Override
  public boolean isSourceGone() {
    return site.isSourceGone();
  }
}
