package dev.millrace.controllog.migration;

import dev.millrace.controllog.ControlListener;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.ConsistencyLedger;
import dev.millrace.stream.migration.PartitionObservation;
import java.time.Clock;

/**
 * What is heard of one partition while it is being moved: the reports of both replicas, compared,
 * and its hand-overs as the control log tells them. Thread-safe.
 */
final class PartitionWatch implements ControlListener {
  private static final long NOT_LOADED = -1;

  private final int partition;
  private final String source;
  private final String target;
  private final Clock clock;
  private final ConsistencyLedger ledger = new ConsistencyLedger();
  private ProgressReport ofSource;
  private ProgressReport ofTarget;
  private long loadedSn = NOT_LOADED;
  private long acknowledged;
  private long switchedAt;
  private long openedAt;
  private long cut;
  private boolean proved;
  private long divergedSn;
  private String divergedKey;
  private Ownership fold;

  PartitionWatch(int partition, String source, String target, Ownership start, Clock clock) {
    this.partition = partition;
    this.source = source;
    this.target = target;
    this.fold = start;
    this.clock = clock;
  }

  synchronized void reported(ProgressReport report) {
    if (report.replica().equals(source)) {
      ofSource = report;
      report.cuts().forEach(ledger::source);
    } else if (report.replica().equals(target)) {
      ofTarget = report;
      report.cuts().forEach(ledger::target);
      if (loadedSn == NOT_LOADED && !report.cuts().isEmpty()) {
        loadedSn = report.cuts().getFirst().sn();
      }
    } else {
      return;
    }
    acknowledged = Math.max(acknowledged, report.frontierReported());
  }

  @Override
  public synchronized void read(long offset, ControlRecord record) {
    Ownership next = fold.after(offset, record);
    if (next != fold) {
      note(record, fold);
    }
    fold = next;
  }

  @Override
  public void ended(ControlLogException reason) {
    // The driver hears of it when it reads the log itself.
  }

  private void note(ControlRecord record, Ownership before) {
    switch (record) {
      case Switch asked -> switchedAt = clock.millis();
      case Opened opened -> {
        openedAt = clock.millis();
        cut = opened.sn();
        proved = !before.pending().fence() && !before.pending().forced();
      }
      case Diverged diverged -> {
        divergedSn = diverged.sn();
        divergedKey = diverged.key();
      }
      default -> {}
    }
  }

  /** As the coordinator wants to know it. */
  synchronized PartitionObservation observe(Ownership ownership) {
    boolean loaded =
        ofTarget != null && ofTarget.incarnation() == ownership.incarnation(target) && isAlive();
    return new PartitionObservation(
        partition,
        ownership,
        loaded ? Math.max(0, loadedSn) : NOT_LOADED,
        ofSource == null ? 0 : ofSource.sn(),
        ofTarget == null ? 0 : ofTarget.sn(),
        acknowledged,
        ledger.comparedSince(loadedSn),
        firstDifference(),
        divergedKey);
  }

  private boolean isAlive() {
    return ofTarget.trouble() == null && !ofTarget.cuts().isEmpty();
  }

  private long firstDifference() {
    long known = ledger.firstDifferentSn();
    return divergedSn == 0 || known != 0 && known < divergedSn ? known : divergedSn;
  }

  /** What the target cannot do, or null. */
  synchronized String trouble() {
    return ofTarget == null ? null : ofTarget.trouble();
  }

  /** The next offset that the source wants, or -1 if it has not reported. */
  synchronized long sourceOffset() {
    return ofSource == null ? -1 : ofSource.nextOffset();
  }

  /** The part of the consistency report that tells of this partition. */
  synchronized PartitionProof proof() {
    return new PartitionProof(
        partition,
        ledger.comparedSince(loadedSn),
        ledger.comparisons(),
        ledger.firstCommonSn(),
        ledger.lastCommonSn(),
        ledger.mismatches(),
        firstDifference(),
        divergedKey,
        cut,
        switchedAt,
        openedAt,
        proved);
  }

  /** Last serial number of both, for people. */
  synchronized long lag() {
    return ofSource == null || ofTarget == null ? 0 : ofSource.sn() - ofTarget.sn();
  }

  /** What the source says that it is at the serial number it has processed last; for tests. */
  synchronized Cut lastOfSource() {
    return ofSource == null ? null : ofSource.cuts().getLast();
  }
}
