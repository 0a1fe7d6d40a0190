package dev.millrace.local.bench.simulation;

import java.util.concurrent.TimeUnit;

/**
 * When records come: so many a second, equally far apart, or all of a second's at its beginning, as
 * a producer with a budget for each second sends them.
 *
 * @param perSecond records
 * @param spanNanos in which the records of a second come, from its beginning
 */
public record Pace(int perSecond, long spanNanos) {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long BURST = TimeUnit.MILLISECONDS.toNanos(50);

  /** Refuses a pace at which nothing comes, or more than a second's records in a second. */
  public Pace {
    if (perSecond < 1 || spanNanos < 1 || spanNanos > SECOND) {
      throw new IllegalArgumentException(
          perSecond + " records a second within " + spanNanos + " ns of it");
    }
  }

  /** Records equally far apart. */
  public static Pace smooth(int perSecond) {
    return new Pace(perSecond, SECOND);
  }

  /** All records of a second in its first twentieth. */
  public static Pace bursty(int perSecond) {
    return new Pace(perSecond, BURST);
  }

  /** The nanosecond at which a record is due; the first one is number 0, at 0. */
  public long dueNanos(long number) {
    long seconds = number / perSecond;
    long within = number % perSecond;
    return seconds * SECOND + within * spanNanos / perSecond;
  }

  /** Number of records that have come at a nanosecond. */
  public long countAt(long nanos) {
    if (nanos < 0) {
      return 0;
    }
    long part = nanos % SECOND;
    long within = Math.min(perSecond, ((part + 1) * perSecond - 1) / spanNanos + 1);
    return nanos / SECOND * perSecond + within;
  }
}
