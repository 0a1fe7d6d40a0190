package dev.millrace.controllog.migration;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * How far a target is behind its source, in time: for how long the source had been beyond the
 * target when the target last spoke. Both speak several times a second, so it is exact to that; a
 * target that keeps step is never seen to be behind.
 */
final class Behind {
  /** What the source has said further back says nothing more. */
  private static final int MOST = 100;

  private final Deque<Spoken> source = new ArrayDeque<>();
  private long nanos;

  private record Spoken(long sn, long nanos) {}

  /** The source has processed up to a serial number. */
  void sourceAt(long sn, long nowNanos) {
    if (source.isEmpty() || source.getLast().sn() < sn) {
      source.add(new Spoken(sn, nowNanos));
    }
    if (source.size() > MOST) {
      // Whoever is that far behind is behind at least by what is left.
      source.removeFirst();
    }
  }

  /** The target has processed up to a serial number. */
  void targetAt(long sn, long nowNanos) {
    while (!source.isEmpty() && source.getFirst().sn() <= sn) {
      source.removeFirst();
    }
    nanos = source.isEmpty() ? 0 : nowNanos - source.getFirst().nanos();
  }

  /** In milliseconds; 0 before either has spoken. */
  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
