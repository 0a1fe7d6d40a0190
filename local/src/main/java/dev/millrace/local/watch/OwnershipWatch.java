package dev.millrace.local.watch;

import dev.millrace.controllog.ControlListener;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.Subscription;
import dev.millrace.local.report.migration.OwnershipInterval;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Ownership;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Who has owned the partitions of one stage, and when, as the control log tells. Thread-safe. */
public final class OwnershipWatch implements AutoCloseable {
  private final Clock clock;
  private final List<Change> changes = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();

  private record Change(int partition, String replica, long millis) {}

  private OwnershipWatch(Clock clock) {
    this.clock = clock;
  }

  /** Begins to follow a stage, <code>PIPELINE.STAGE</code>. */
  public static OwnershipWatch start(ControlLog log, String stage, int partitions, Clock clock)
      throws ControlLogException {
    OwnershipWatch watch = new OwnershipWatch(clock);
    for (int partition = 0; partition < partitions; partition++) {
      watch.subscriptions.add(
          log.subscribe(stage, partition, watch.listener(log, stage, partition)));
      watch.note(partition, log.ownership(stage, partition).orElse(Ownership.NONE).owner());
    }
    return watch;
  }

  private ControlListener listener(ControlLog log, String stage, int partition) {
    return new ControlListener() {
      @Override
      public void read(long offset, ControlRecord record) {
        try {
          // The log has folded the record before it hands it out.
          note(partition, log.ownership(stage, partition).orElse(Ownership.NONE).owner());
        } catch (ControlLogException e) {
          ended(e);
        }
      }

      @Override
      public void ended(ControlLogException reason) {
        // What is known so far is what the report can show.
      }
    };
  }

  private synchronized void note(int partition, String owner) {
    String before = null;
    for (Change change : changes) {
      before = change.partition() == partition ? change.replica() : before;
    }
    if (owner != null && !Objects.equals(before, owner)) {
      changes.add(new Change(partition, owner, clock.millis()));
    }
  }

  /**
   * The intervals so far.
   *
   * @param poolOf the pool of a replica
   */
  public synchronized List<OwnershipInterval> intervals(UnaryOperator<String> poolOf) {
    long now = clock.millis();
    List<OwnershipInterval> intervals = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      long until =
          changes.subList(i + 1, changes.size()).stream()
              .filter(later -> later.partition() == change.partition())
              .mapToLong(Change::millis)
              .findFirst()
              .orElse(now);
      intervals.add(
          new OwnershipInterval(
              change.partition(),
              poolOf.apply(change.replica()),
              change.replica(),
              change.millis(),
              until));
    }
    return intervals;
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
  }
}
