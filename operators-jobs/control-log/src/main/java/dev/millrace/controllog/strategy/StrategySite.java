package dev.millrace.controllog.strategy;

import dev.millrace.controllog.migration.MigrationSite;
import java.util.Map;

/** A site that can also stop a source for a while. */
public interface StrategySite extends MigrationSite {
  /** Starts the target without any state, from these places on, or confirms that it runs. */
  void deployEmptyTarget(Map<Integer, InputPosition> from);

  /** Stops the source gracefully, and keeps what it needs to be started again. */
  void stopSource();

  /** Whether the source does not run. */
  boolean isSourceStopped();

  /** Starts the source again from its own last state, or confirms that it runs. */
  void startSource();
}
