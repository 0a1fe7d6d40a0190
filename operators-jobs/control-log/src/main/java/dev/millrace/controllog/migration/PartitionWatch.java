package dev.millrace.controllog.migration;

import dev.millrace.api.PartitionReport.Opening;
import dev.millrace.controllog.ControlListener;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.LocatedCut;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.CutsRequested;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.ConsistencyLedger;
import dev.millrace.stream.migration.Difference;
import dev.millrace.stream.migration.PartitionObservation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is heard of one partition while it is being moved: the reports of both replicas, compared,
 * and its hand-overs as the control log tells them. Thread-safe.
 */
final class PartitionWatch implements ControlListener {
  private static final long NOT_LOADED = -1;

  /** A replica at rest speaks once a second; one that is silent for this long is taken for lost. */
  private static final long LOST_NANOS = Duration.ofSeconds(10).toNanos();

  private final int partition;
  private final String source;
  private final String target;
  private final Clock clock;
  private final ConsistencyLedger ledger = new ConsistencyLedger();
  private final Behind behind = new Behind();
  private final OutputGaps gaps = new OutputGaps();
  private ProgressReport ofSource;
  private ProgressReport ofTarget;
  private long sourceSpoke = System.nanoTime();
  private long targetSpoke = System.nanoTime();
  private long loadedSn = NOT_LOADED;
  private long acknowledged;
  private long switchedAt;
  private long openedAt;
  private long cut;
  private Opening opening;
  private long divergedSn;
  private DifferenceSearch search;
  private String lastTrouble;
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
      sourceSpoke = System.nanoTime();
      behind.sourceAt(report.sn(), sourceSpoke);
      report.cuts().forEach(ledger::source);
      note(report, search == null ? null : search::sourceSays);
    } else if (report.replica().equals(target)) {
      ofTarget = report;
      targetSpoke = System.nanoTime();
      behind.targetAt(report.sn(), targetSpoke);
      report.cuts().forEach(ledger::target);
      note(report, search == null ? null : search::targetSays);
      if (loadedSn == NOT_LOADED && !report.cuts().isEmpty()) {
        loadedSn = report.cuts().getFirst().sn();
      }
    } else {
      return;
    }
    gaps.reported(report.replica(), report.outputTimes(), System.nanoTime());
    acknowledged = Math.max(acknowledged, report.frontierReported());
  }

  private void note(ProgressReport report, Consumer<List<LocatedCut>> answers) {
    if (report.trouble() != null) {
      lastTrouble = report.trouble();
    }
    if (answers != null && !report.located().isEmpty()) {
      answers.accept(report.located());
    }
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
      case Switch asked -> {
        switchedAt = clock.millis();
        gaps.switched(asked.from());
      }
      case Opened opened -> {
        openedAt = clock.millis();
        cut = opened.sn();
        opening = groundOf(before.pending());
        gaps.opened(before.pending(), cut);
      }
      case Diverged diverged -> divergedSn = diverged.sn();
      default -> {}
    }
  }

  private static Opening groundOf(Handover handover) {
    if (handover.fence()) {
      return Opening.Fenced;
    }
    return handover.forced() ? Opening.Forced : Opening.Proved;
  }

  /**
   * As the coordinator wants to know it.
   *
   * @param nowNanos monotonic time, of {@link System#nanoTime}
   */
  synchronized PartitionObservation observe(Ownership ownership, long nowNanos) {
    boolean loaded = isAlive(ofTarget, ownership.incarnation(target));
    return new PartitionObservation(
        partition,
        ownership,
        loaded ? Math.max(0, loadedSn) : NOT_LOADED,
        ofSource == null ? 0 : ofSource.sn(),
        ofTarget == null ? 0 : ofTarget.sn(),
        behind.millis(),
        acknowledged,
        ledger.comparedSince(loadedSn),
        difference(nowNanos),
        isAlive(ofSource, ownership.incarnation(source)),
        nowNanos - targetSpoke >= LOST_NANOS && nowNanos - sourceSpoke < LOST_NANOS,
        loaded ? null : troubleBefore());
  }

  /** A report of a replica that goes on, and has not started again since. */
  private static boolean isAlive(ProgressReport report, long incarnation) {
    return report != null
        && report.incarnation() == incarnation
        && report.trouble() == null
        && !report.cuts().isEmpty();
  }

  private String troubleBefore() {
    return ofSource == null ? source + " has not said how far it is" : lastTrouble;
  }

  private Difference difference(long nowNanos) {
    long seenAt = firstDifference();
    if (search == null && seenAt != 0) {
      search = new DifferenceSearch(ledger.equalBeforeDifference(), seenAt, nowNanos);
    }
    return search == null ? null : search.known(nowNanos);
  }

  /** What has to be asked to find the first serial number that differs, or null. */
  synchronized CutsRequested question(String migration) {
    return search == null ? null : search.question(partition, migration);
  }

  /** The question is in the log. */
  synchronized void asked() {
    search.asked();
  }

  /** The first record that differs if its key is wanted, or null. */
  synchronized LocatedCut keyWanted() {
    return search == null ? null : search.keyWanted();
  }

  /** Takes its key; null if it has none, or cannot be read. */
  synchronized void keyIs(String key) {
    search.keyIs(key);
  }

  private long firstDifference() {
    long known = ledger.firstDifferentSn();
    return divergedSn == 0 || known != 0 && known < divergedSn ? known : divergedSn;
  }

  /** What either of them cannot do at present, or null. */
  synchronized String trouble() {
    String ofTheTarget = ofTarget == null ? null : ofTarget.trouble();
    return ofTheTarget == null && ofSource != null ? ofSource.trouble() : ofTheTarget;
  }

  /** The next offset that the source wants, or -1 if it has not reported. */
  synchronized long sourceOffset() {
    return ofSource == null ? -1 : ofSource.nextOffset();
  }

  /** The part of the consistency report that tells of this partition. */
  synchronized PartitionProof proof() {
    Difference known = difference(System.nanoTime());
    return new PartitionProof(
        partition,
        ledger.comparedSince(loadedSn),
        ofTarget == null ? 0 : ofTarget.outputs(),
        ledger.comparisons(),
        ledger.firstCommonSn(),
        ledger.lastCommonSn(),
        ledger.mismatches(),
        known == null ? 0 : known.knownSn(),
        known == null ? null : known.key(),
        cut,
        switchedAt,
        openedAt,
        gaps.millis(),
        gaps.usualMillis(),
        ofTarget == null ? 0 : ofTarget.snapshotBytes(),
        opening);
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
