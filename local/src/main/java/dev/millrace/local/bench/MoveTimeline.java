package dev.millrace.local.bench;

import dev.millrace.api.MigrationPhase;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.stream.migration.MigrationState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notes when each phase of a migration began; nobody wishes anything. */
final class MoveTimeline implements MigrationJournal {
  private final long asked = System.nanoTime();
  private final Map<String, Stretch> phases = new LinkedHashMap<>();
  private String phase = MigrationPhase.Pending.name();
  private long since = asked;

  @Override
  public void save(MigrationState state) {
    long now = System.nanoTime();
    phases.merge(
        phase, new Stretch(since, now), (one, other) -> new Stretch(one.from(), other.until()));
    phase = state.phase().name();
    since = now;
  }

  @Override
  public Wishes wishes() {
    return Wishes.NONE;
  }

  /** From the request to the last phase's beginning. */
  Stretch whole() {
    return new Stretch(asked, since);
  }

  /** By name, in the order in which they began; the last one is not over. */
  Map<String, Stretch> phases() {
    return phases;
  }
}
