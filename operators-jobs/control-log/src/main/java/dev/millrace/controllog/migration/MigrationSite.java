package dev.millrace.controllog.migration;

import java.util.Map;

/**
 * Where replicas run. Every act is idempotent, begun and not waited for: what has become of it is
 * asked for again later.
 */
public interface MigrationSite {
  /** Why the target cannot be placed there, for a person; null if it can. */
  String objection();

  /**
   * Starts the target, or confirms that it has been started.
   *
   * @param inputFrom by partition, an offset of the input log from which on it may need records
   */
  void deployTarget(Map<Integer, Long> inputFrom);

  /** Whether the target has been started; a replica of its name may have been there before. */
  boolean isTargetDeployed();

  /** Stops the target and removes what was made for it. */
  void removeTarget();

  /** Stops the source and removes what was made for it. */
  void removeSource();

  /** Whether nothing of the target is left. */
  boolean isTargetGone();

  /** Whether nothing of the source is left. */
  boolean isSourceGone();
}
