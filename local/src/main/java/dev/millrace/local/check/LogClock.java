package dev.millrace.local.check;

import java.util.TreeSet;

/** Log time of one partition, the deadlines that are to come, and what is late. */
final class LogClock {
  private static final int AFTER_ALL_STEPS = Integer.MAX_VALUE;

  private final TreeSet<Deadline> pending = new TreeSet<>();
  private final long allowedLateness;
  private long logTime = Long.MIN_VALUE;
  private long standsAt = Long.MIN_VALUE;
  private int standsAtStep = AFTER_ALL_STEPS;

  LogClock(long allowedLateness) {
    this.allowedLateness = allowedLateness;
  }

  /** A deadline that is {@code allowedLateness} after {@code time}; it need not be set. */
  Deadline deadline(long time, int step, String key, long instance) {
    return new Deadline(time + allowedLateness, step, key, instance);
  }

  void set(Deadline deadline) {
    pending.add(deadline);
  }

  void cancel(Deadline deadline) {
    pending.remove(deadline);
  }

  /** Whether the clock has passed this deadline. */
  boolean isOver(Deadline deadline) {
    return deadline.time() < standsAt
        || (deadline.time() == standsAt && deadline.step() < standsAtStep);
  }

  /** Moves log time forward; whether it moved. */
  boolean moveTo(long time) {
    if (time <= logTime) {
      return false;
    }
    logTime = time;
    return true;
  }

  /** The next deadline that is due, with the clock standing at it; null if nothing is due. */
  Deadline next() {
    if (!pending.isEmpty() && pending.first().time() <= logTime) {
      Deadline due = pending.pollFirst();
      standsAt = due.time();
      standsAtStep = due.step();
      return due;
    }
    standsAt = logTime;
    standsAtStep = AFTER_ALL_STEPS;
    return null;
  }
}
