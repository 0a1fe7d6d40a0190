package dev.millrace.controllog;

import java.time.Duration;

/**
 * A moment by which something has to be done.
 *
 * @param nanos of {@link System#nanoTime}
 */
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Nanoseconds that are left; none or fewer if it is over. */
  long left() {
    return nanos - System.nanoTime();
  }

  boolean isOver() {
    return left() <= 0;
  }
}
