package dev.millrace.controllog.migration;

import dev.millrace.controllog.LocatedCut;
import dev.millrace.stream.handover.ControlRecord.CutsRequested;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.migration.Difference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The search for the first serial number at which two replicas of a partition differ: between the
 * last point at which they were seen equal and the first at which they were not, both are asked for
 * every cut. Nobody waits for it longer than some seconds. Guarded by its watch.
 */
final class DifferenceSearch {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

  /** More than one replica keeps. */
  private static final long MOST = 4_096;

  private static final long NONE = -1;

  private final long equalAt;
  private final long seenAt;
  private final long beganNanos;
  private final Map<Long, Cut> ofSource = new HashMap<>();
  private final TreeMap<Long, LocatedCut> ofTarget = new TreeMap<>();
  private boolean asked;
  private LocatedCut first;
  private String key;
  private boolean over;

  /**
   * Begins.
   *
   * @param equalAt last serial number before {@code seenAt} at which they were seen equal, 0 if
   *     there is none
   */
  DifferenceSearch(long equalAt, long seenAt, long nowNanos) {
    this.equalAt = equalAt == 0 ? NONE : equalAt;
    this.seenAt = seenAt;
    this.beganNanos = nowNanos;
  }

  /** What has to be asked, or null if it has been. */
  CutsRequested question(int partition, String migration) {
    long from = Math.max(0, Math.max(equalAt, seenAt - MOST));
    return asked || over ? null : new CutsRequested(partition, migration, from, seenAt);
  }

  void asked() {
    asked = true;
  }

  void sourceSays(List<LocatedCut> cuts) {
    cuts.forEach(at -> ofSource.put(at.cut().sn(), at.cut()));
    compare();
  }

  void targetSays(List<LocatedCut> cuts) {
    cuts.forEach(at -> ofTarget.put(at.cut().sn(), at));
    compare();
  }

  /**
   * The first that differs behind one that does not; what lies between unknown ones is no first.
   */
  private void compare() {
    if (first != null || over) {
      return;
    }
    long equal = equalAt;
    for (LocatedCut theirs : ofTarget.values()) {
      long sn = theirs.cut().sn();
      Cut ours = ofSource.get(sn);
      if (theirs.cut().equals(ours)) {
        equal = sn;
      } else if (ours != null && equal == sn - 1) {
        first = theirs;
        return;
      }
    }
  }

  /** The record whose key is wanted, or null. */
  LocatedCut keyWanted() {
    return over ? null : first;
  }

  /** Takes its key, and ends. */
  void keyIs(String known) {
    key = known;
    over = true;
  }

  /** What is known, and whether more is to be waited for. */
  Difference known(long nowNanos) {
    over |= nowNanos - beganNanos > PATIENCE_NANOS;
    // Told at once, serial number and key: whoever hears of it hears of it once.
    return new Difference(seenAt, first == null || !over ? 0 : first.cut().sn(), key, !over);
  }
}
