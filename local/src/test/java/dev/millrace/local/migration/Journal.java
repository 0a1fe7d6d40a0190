package dev.millrace.local.migration;

import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.stream.migration.MigrationState;

/** A status in memory, in which a coordinator may die. */
final class Journal implements MigrationJournal {
  /** The coordinator is gone at this point. */
  static final class CoordinatorKilledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Where it dies next. */
  enum Death {
    NONE,
    BEFORE_SAVING,
    AFTER_SAVING
  }

  private MigrationState saved;
  private Wishes wishes = Wishes.NONE;
  private Death death = Death.NONE;

  Journal(MigrationState first) {
    saved = first;
  }

  @Override
  public void save(MigrationState state) {
    Death now = death;
    death = Death.NONE;
    if (now == Death.BEFORE_SAVING) {
      throw new CoordinatorKilledException();
    }
    saved = state;
    if (now == Death.AFTER_SAVING) {
      throw new CoordinatorKilledException();
    }
  }

  @Override
  public Wishes wishes() {
    return wishes;
  }

  MigrationState saved() {
    return saved;
  }

  void wish(Wishes asked) {
    wishes = asked;
  }

  void dieAtNextSave(boolean before) {
    death = before ? Death.BEFORE_SAVING : Death.AFTER_SAVING;
  }
}
