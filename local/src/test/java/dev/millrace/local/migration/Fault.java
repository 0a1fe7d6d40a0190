package dev.millrace.local.migration;

/** What may happen to a migration. */
enum Fault {
  BROKER_RESTARTED,
  COORDINATOR_KILLED,
  SOURCE_KILLED,
  TARGET_KILLED,
  ABORTED,
  ROLLED_BACK,
  DEADLINE_PASSED;

  /** Whether it leaves no replica in doubt, so that the raw topic has no repeat either. */
  boolean isPlanned() {
    return this != BROKER_RESTARTED && this != SOURCE_KILLED && this != TARGET_KILLED;
  }
}
