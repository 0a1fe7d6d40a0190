package dev.millrace.local.bench;

import java.util.concurrent.TimeUnit;

/**
 * A stretch of time.
 *
 * @param from of {@link System#nanoTime}
 * @param until not before {@code from}
 */
public record Stretch(long from, long until) {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** Nanoseconds as milliseconds. */
  public static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }

  /** How long it is. */
  public double millis() {
    return millis(until - from);
  }

  /** As long as this one, or {@code atMost}, ending where {@code end} says. */
  public Stretch movedTo(long end, long atMost) {
    return new Stretch(end - Math.min(atMost, until - from), end);
  }

  /** That much longer at its end. */
  public Stretch and(long nanos) {
    return new Stretch(from, until + nanos);
  }
}
