package dev.millrace.operator.migration;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequestStatus;
import dev.millrace.api.PhaseTime;
import dev.millrace.stream.migration.MigrationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A migration's state as its status keeps it, to the millisecond. */
final class StatusJournal {
  private static final int MOST = 64;

  private StatusJournal() {}

  /** The state that a status tells of; a new one if it tells of none. */
  static MigrationState read(MigrationRequestStatus status, long now) {
    if (status == null || status.phase() == null || isEmpty(status.phases())) {
      return MigrationState.pending(now);
    }
    List<PhaseTime> phases = status.phases();
    long since =
        phases.reversed().stream()
            .filter(time -> time.phase() == status.phase())
            .findFirst()
            .map(StatusJournal::millis)
            .orElse(now);
    return new MigrationState(status.phase(), since, millis(phases.getFirst()), status.reason());
  }

  /** The times of all phases up to and with this state. */
  static List<PhaseTime> phases(List<PhaseTime> before, MigrationState state) {
    List<PhaseTime> all = isEmpty(before) ? new ArrayList<>() : new ArrayList<>(before);
    if (all.isEmpty() && state.phase() != MigrationPhase.Pending) {
      all.add(time(MigrationPhase.Pending, state.started()));
    }
    if ((all.isEmpty() || all.getLast().phase() != state.phase()) && all.size() < MOST) {
      all.add(time(state.phase(), state.since()));
    }
    return List.copyOf(all);
  }

  private static boolean isEmpty(List<PhaseTime> phases) {
    return phases == null || phases.isEmpty();
  }

  private static PhaseTime time(MigrationPhase phase, long millis) {
    return new PhaseTime(phase, Instant.ofEpochMilli(millis).toString());
  }

  private static long millis(PhaseTime time) {
    return Instant.parse(time.since()).toEpochMilli();
  }
}
