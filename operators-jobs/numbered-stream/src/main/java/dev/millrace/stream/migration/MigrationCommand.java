package dev.millrace.stream.migration;

import dev.millrace.stream.handover.ControlRecord;

/**
 * Something to be done. Each is idempotent: it is given again as long as its effect is not
 * observed.
 */
public sealed interface MigrationCommand {
  /** Deploys the target, images first, or confirms that it is there. */
  record DeployTarget() implements MigrationCommand {}

  /**
   * Asks the owner for a snapshot of a partition.
   *
   * @param to replica that is to load it
   */
  record RequestSnapshot(int partition, String to) implements MigrationCommand {}

  /** Appends a record to the control log. */
  record Append(ControlRecord record) implements MigrationCommand {}

  /** Removes the target and everything that was made for the migration. */
  record RemoveTarget() implements MigrationCommand {}

  /** Removes the source and everything that was made for the migration. */
  record RemoveSource() implements MigrationCommand {}
}
