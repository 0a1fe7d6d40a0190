package dev.millrace.controllog.strategy;

import dev.millrace.controllog.ControlListener;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.controllog.RouterVerdict;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.strategy.Origin;
import dev.millrace.stream.strategy.StrategyPartition;
import dev.millrace.stream.strategy.StrategyRules;
import java.time.Clock;

/** What is heard of one partition while a strategy moves it. Thread-safe. */
final class StrategyWatch implements ControlListener {
  private final int partition;
  private final StrategyRules rules;
  private final Clock clock;
  private Ownership fold;
  private InputPosition sourceAt;
  private String trouble;
  private String givenUp;
  private RouterVerdict verdict;
  private long offsetBefore = StrategyPartition.UNKNOWN;
  private long restingFor = StrategyPartition.UNKNOWN;
  private long restsAt = StrategyPartition.UNKNOWN;
  private long cut;
  private long switchedAt;
  private long pausedAt;
  private long resumedAt;

  StrategyWatch(int partition, StrategyRules rules, Ownership start, Clock clock) {
    this.partition = partition;
    this.rules = rules;
    this.fold = start;
    this.clock = clock;
  }

  synchronized void reported(ProgressReport report) {
    if (report.replica().equals(rules.source())) {
      sourceAt = new InputPosition(report.nextOffset(), report.sn());
      Handover pending = fold.pending();
      Cut stands = pending == null ? null : pending.drained();
      if (stands == null || report.sn() <= stands.sn()) {
        offsetBefore = report.nextOffset();
      }
      if (stands != null && report.sn() == stands.sn()) {
        restingFor = pending.id();
        restsAt = report.nextOffset();
      }
    } else if (report.replica().equals(rules.target()) && report.trouble() != null) {
      trouble = report.trouble();
    }
  }

  @Override
  public synchronized void read(long offset, ControlRecord record) {
    Ownership next = fold.after(offset, record);
    if (next != fold) {
      note(next);
    }
    fold = next;
    boolean isThere = fold.incarnation(rules.target()) != Ownership.NO_INCARNATION;
    boolean isItsOwn = rules.target().equals(fold.owner()) && isThere;
    if (isItsOwn && resumedAt == 0) {
      resumedAt = clock.millis();
    }
  }

  private void note(Ownership next) {
    Handover before = fold.pending();
    Handover after = next.pending();
    boolean ours = before != null && before.migration().equals(rules.name());
    if (switchedAt == 0 && after != null && after.migration().equals(rules.name())) {
      switchedAt = clock.millis();
    }
    if (before == null && after != null && after.passage().standsStill()) {
      pausedAt = clock.millis();
    }
    if (after != null && after.drained() != null) {
      cut = after.drained().sn();
    }
    boolean moved = next.generation() != fold.generation() || !next.owner().equals(fold.owner());
    if (ours && after == null && !moved && before.to().equals(rules.target())) {
      givenUp =
          "the hand-over of partition %d was given up: %s"
              .formatted(partition, trouble == null ? "see the source's log" : trouble);
    }
  }

  @Override
  public void ended(ControlLogException reason) {
    // The driver hears of it when it reads the log itself.
  }

  /** As the strategy wants to know it. */
  synchronized StrategyPartition observe(Ownership ownership, RouterVerdict decided) {
    if (decided != null) {
      verdict = decided;
    }
    boolean toSource = verdict != null && verdict.synchronised() == null;
    Origin heir = verdict == null ? null : toSource ? Origin.SOURCE : Origin.TARGET;
    return new StrategyPartition(
        partition,
        ownership,
        restsAt(ownership),
        heir,
        toSource ? verdict.reason() : null,
        givenUp);
  }

  private long restsAt(Ownership ownership) {
    return ownership.isPending(restingFor) ? restsAt : StrategyPartition.UNKNOWN;
  }

  /** An offset of the input that is not behind what the target needs. */
  synchronized long inputFrom(Ownership ownership) {
    boolean isBorn = rules.target().equals(ownership.owner());
    return isBorn || offsetBefore == StrategyPartition.UNKNOWN
        ? ownership.birthOffset()
        : offsetBefore;
  }

  /** How far the source is, as last reported; null if it has not. */
  synchronized InputPosition sourceAt() {
    return sourceAt;
  }

  synchronized PartitionPassage passage() {
    return new PartitionPassage(
        partition,
        fold.generation(),
        cut,
        switchedAt,
        pausedAt,
        resumedAt,
        verdict == null ? null : verdict.synchronised());
  }
}
