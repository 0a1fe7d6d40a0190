package dev.millrace.local.check;

import java.util.Comparator;

/**
 * When something of a step falls due.
 *
 * @param time log time at which it does
 * @param step the step's place in its stage
 * @param key the key concerned
 * @param instance which of the key's windows, sessions and so on
 */
record Deadline(long time, int step, String key, long instance) implements Comparable<Deadline> {
  private static final Comparator<Deadline> ORDER =
      Comparator.comparingLong(Deadline::time)
          .thenComparingInt(Deadline::step)
          .thenComparing(Deadline::key)
          .thenComparingLong(Deadline::instance);

  @Override
  public int compareTo(Deadline other) {
    return ORDER.compare(this, other);
  }
}
