package dev.millrace.local.bench.coap;

import java.time.Duration;

/**
 * When parts of a gateway fail: every two seconds from the first answer on, and not any more when
 * the load ends too soon to show whether that is got over. Whoever looks tells the time. One thread
 * at a time.
 */
final class FaultTimes {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /**
   * How long the load goes on behind a fault at least: as long as a recovery may take ({@link
   * KillsMeasurement}), and a second in which it can be seen.
   */
  private static final Duration JUDGED = Duration.ofSeconds(3);

  private final long lastNanos;
  private boolean begun;
  private long beginning;
  private long next;

  /**
   * @param load how long it lasts
   */
  FaultTimes(Duration load) {
    lastNanos = load.minus(JUDGED).toNanos();
  }

  /**
   * Whether a part is to fail now.
   *
   * @param nanos the time
   * @param answered how many requests were answered so far; the load begins with the first one
   */
  boolean isDue(long nanos, double answered) {
    if (!begun) {
      begun = answered > 0;
      beginning = nanos;
      next = INTERVAL.toNanos();
      return false;
    }
    long since = nanos - beginning;
    if (since < next || since > lastNanos) {
      return false;
    }
    next = since + INTERVAL.toNanos();
    return true;
  }
}
