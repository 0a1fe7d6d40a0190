package dev.millrace.operator.migration;

import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestStatus;
import dev.millrace.api.PartitionReport;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.stream.migration.MigrationState;
import java.time.Clock;
import java.util.List;

/**
 * The journal of a migration in the status of its resource: a state that could not be written has
 * not been entered. Thread-safe; only one thread writes.
 */
final class MigrationDiary implements MigrationJournal {
  private static final long REPORT_MILLIS = 2_000;

  private final MigrationRoute route;
  private final MigrationStore store;
  private final Clock clock;
  private MigrationRequest known;
  private MigrationState state;
  private List<PartitionReport> reports = List.of();
  private long writtenAt;

  /** The journal of {@code request}, whose status may tell of a state. */
  MigrationDiary(
      MigrationRequest request, MigrationRoute route, MigrationStore store, Clock clock) {
    this.known = request;
    this.route = route;
    this.store = store;
    this.clock = clock;
    this.state = StatusJournal.read(request.getStatus(), clock.millis());
  }

  /** Where the migration is, as far as it has been written. */
  synchronized MigrationState state() {
    return state;
  }

  /** Takes what people have asked for since. */
  synchronized void changed(MigrationRequest now) {
    if (isNewer(now)) {
      // The status that this journal has written itself is newer than the one in the cache.
      MigrationRequestStatus written = known.getStatus();
      known = copyOf(now);
      known.setStatus(written);
    }
  }

  private boolean isNewer(MigrationRequest now) {
    return now.getMetadata().getGeneration() > known.getMetadata().getGeneration()
        || now.isMarkedForDeletion() && !known.isMarkedForDeletion();
  }

  private static MigrationRequest copyOf(MigrationRequest request) {
    MigrationRequest copy = new MigrationRequest();
    copy.setMetadata(request.getMetadata());
    copy.setSpec(request.getSpec());
    copy.setStatus(request.getStatus());
    return copy;
  }

  @Override
  public synchronized void save(MigrationState next) {
    write(next);
    state = next;
  }

  /** Tells what is known since, every two seconds at most. */
  synchronized void report(List<PartitionReport> now) {
    reports = now;
    if (clock.millis() - writtenAt >= REPORT_MILLIS) {
      write(state);
    }
  }

  private void write(MigrationState at) {
    MigrationRequestStatus status =
        MigrationStatuses.of(
            known.getStatus(),
            known.getMetadata().getGeneration(),
            known.getSpec(),
            route,
            at,
            reports,
            clock.instant());
    if (!status.equals(known.getStatus())) {
      MigrationRequest written = store.write(copyOf(known), status);
      MigrationRequest now = copyOf(written);
      now.setStatus(status);
      known = now;
    }
    writtenAt = clock.millis();
  }

  @Override
  public synchronized Wishes wishes() {
    return new Wishes(
        Boolean.TRUE.equals(known.getSpec().promote()),
        Boolean.TRUE.equals(known.getSpec().abort()) || known.isMarkedForDeletion(),
        Boolean.TRUE.equals(known.getSpec().rollBack()));
  }
}
