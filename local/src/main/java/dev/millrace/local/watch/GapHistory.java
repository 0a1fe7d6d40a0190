package dev.millrace.local.watch;

import java.util.TreeMap;

/**
 * The times without output of one partition: of each twentieth of a second the longest that ended
 * in it. Not thread-safe.
 */
final class GapHistory {
  private static final long SLOT_MILLIS = 50;

  /** Ten minutes. */
  private static final int MAX_SLOTS = 12_000;

  private final TreeMap<Long, Gap> slots = new TreeMap<>();
  private double last = Double.NaN;

  private record Gap(double from, double until) {
    double length() {
      return until - from;
    }
  }

  /** An output has come; the time that ends with it, NaN for the first one. */
  double output(double millis) {
    double gap = millis - last;
    if (!Double.isNaN(last)) {
      slots.merge(
          (long) millis / SLOT_MILLIS,
          new Gap(last, millis),
          (one, other) -> one.length() >= other.length() ? one : other);
      if (slots.size() > MAX_SLOTS) {
        slots.pollFirstEntry();
      }
    }
    last = millis;
    return gap;
  }

  /** The longest that overlaps a stretch of time; null if no output came after its beginning. */
  Double longest(double from, double until) {
    Double longest = null;
    for (Gap gap : slots.tailMap((long) from / SLOT_MILLIS, true).values()) {
      if (gap.from() <= until && gap.until() >= from) {
        longest = longest == null ? gap.length() : Math.max(longest, gap.length());
      }
    }
    return longest;
  }
}
