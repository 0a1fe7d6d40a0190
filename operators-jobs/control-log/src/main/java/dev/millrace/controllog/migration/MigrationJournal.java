package dev.millrace.controllog.migration;

import dev.millrace.stream.migration.MigrationState;

/**
 * What is kept of a migration so that another coordinator can go on with it, and what is wished.
 */
public interface MigrationJournal {
  /** Keeps the state; returns once it is safe. Nothing is done about a state before that. */
  void save(MigrationState state);

  /** What people have asked for since. */
  Wishes wishes();

  /**
   * What people ask of a running migration.
   *
   * @param promote switch now
   * @param abort give up before the switch
   * @param rollBack go back, also after the switch
   */
  record Wishes(boolean promote, boolean abort, boolean rollBack) {
    /** Nothing is asked for. */
    public static final Wishes NONE = new Wishes(false, false, false);
  }
}
