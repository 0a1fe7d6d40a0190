package dev.millrace.local.bench;

import java.util.concurrent.TimeUnit;

/**
 * A stretch of time.
 *
 * @param from of {@link System#nanoTime}
 * @param until not before {@code from}
 */
record Stretch(long from, long until) {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }

  double millis() {
    return millis(until - from);
  }

  /** As long as this one, or {@code atMost}, ending where {@code end} says. */
  Stretch movedTo(long end, long atMost) {
    return new Stretch(end - Math.min(atMost, until - from), end);
  }

  /** That much longer at its end. */
  Stretch and(long nanos) {
    return new Stretch(from, until + nanos);
  }
}
