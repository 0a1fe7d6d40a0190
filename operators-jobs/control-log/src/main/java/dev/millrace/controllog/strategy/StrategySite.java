package dev.millrace.controllog.strategy;

import dev.millrace.controllog.migration.MigrationSite;

/** A site that can also stop a source for a while. */
public interface StrategySite extends MigrationSite {
  /** Stops the source gracefully, and keeps what it needs to be started again. */
  void stopSource();

  /** Whether the source does not run. */
  boolean isSourceStopped();

  /** Starts the source again from its own last state, or confirms that it runs. */
  void startSource();
}
