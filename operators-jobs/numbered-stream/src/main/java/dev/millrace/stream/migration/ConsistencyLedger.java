package dev.millrace.stream.migration;

import dev.millrace.stream.handover.Cut;
import java.util.TreeMap;

/**
 * Compares what two replicas of a partition say of themselves, at every serial number of which both
 * have spoken. Equal hashes at n prove everything equal up to n: the chain hash is over all outputs
 * so far and the digest over all state, so one comparison speaks for every record since the last
 * one. One thread.
 */
public final class ConsistencyLedger {
  /** Cuts of one side that wait for the other's; the oldest go first. */
  private static final int MAX_WAITING = 8_192;

  private final TreeMap<Long, Cut> source = new TreeMap<>();
  private final TreeMap<Long, Cut> target = new TreeMap<>();
  private long firstCommon;
  private long lastCommon;
  private long lastEqual;
  private long equalBefore;
  private long firstDifferent;
  private long comparisons;
  private long mismatches;

  /** Takes what the source was at a serial number. */
  public void source(Cut cut) {
    add(cut, source, target);
  }

  /** Takes what the target was at a serial number. */
  public void target(Cut cut) {
    add(cut, target, source);
  }

  private void add(Cut cut, TreeMap<Long, Cut> own, TreeMap<Long, Cut> other) {
    Cut theirs = other.remove(cut.sn());
    if (theirs == null) {
      own.put(cut.sn(), cut);
      if (own.size() > MAX_WAITING) {
        own.pollFirstEntry();
      }
      return;
    }
    comparisons++;
    lastCommon = Math.max(lastCommon, cut.sn());
    firstCommon = comparisons == 1 ? cut.sn() : Math.min(firstCommon, cut.sn());
    if (theirs.equals(cut)) {
      lastEqual = Math.max(lastEqual, cut.sn());
      if (firstDifferent == 0 || cut.sn() < firstDifferent) {
        equalBefore = Math.max(equalBefore, cut.sn());
      }
    } else {
      mismatches++;
      firstDifferent = firstDifferent == 0 ? cut.sn() : Math.min(firstDifferent, cut.sn());
    }
  }

  /** Serial numbers that have been compared since the snapshot at {@code loadedSn}. */
  public long comparedSince(long loadedSn) {
    return comparisons == 0 ? 0 : Math.max(0, lastCommon - Math.max(0, loadedSn));
  }

  /** First serial number at which both have spoken, 0 if there is none. */
  public long firstCommonSn() {
    return firstCommon;
  }

  /** Last serial number at which both have spoken, 0 if there is none. */
  public long lastCommonSn() {
    return lastCommon;
  }

  /** Last serial number at which they were equal, 0 if there is none. */
  public long lastEqualSn() {
    return lastEqual;
  }

  /** First serial number at which they were seen to differ, 0 if there is none. */
  public long firstDifferentSn() {
    return firstDifferent;
  }

  /**
   * Last serial number before the first difference at which they were equal, 0 if there is none.
   */
  public long equalBeforeDifference() {
    return equalBefore;
  }

  /** Number of serial numbers at which both have spoken. */
  public long comparisons() {
    return comparisons;
  }

  /** Number of those at which they differed. */
  public long mismatches() {
    return mismatches;
  }
}
