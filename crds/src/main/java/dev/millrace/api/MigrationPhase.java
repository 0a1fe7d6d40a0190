package dev.millrace.api;

/** Where a migration is; the last three are ends. */
public enum MigrationPhase {
  /** Waits for its checks. */
  Pending,
  /** The target is being deployed. */
  Preparing,
  /** Snapshots go from the source to the target. */
  Transferring,
  /** The target reads what came since. */
  CatchingUp,
  /** Source and target are being compared. */
  Verifying,
  /** The partitions change hands. */
  CuttingOver,
  /** The target owns the partitions; the source follows, ready for a roll-back. */
  Observing,
  /** The source is being removed. */
  Finishing,
  /** The source takes back. */
  RollingBack,
  /** The target owns the stage. */
  Succeeded,
  /** The source owns the stage as before. */
  RolledBack,
  /** Nothing was started. */
  Refused
}
