package dev.millrace.gateway.supervision;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often a part may begin anew.
 *
 * @param restarts at most so many
 * @param period within any time of this length
 */
public record RestartIntensity(int restarts, Duration period) {
  /** One part may fail every two seconds, and no more often for long. */
  public static final RestartIntensity USUAL = new RestartIntensity(5, Duration.ofSeconds(10));

  /** The restarts of one part that are not longer ago than the period. One thread at a time. */
  final class Past {
    private final Deque<Long> times = new ArrayDeque<>();

    /** Adds a restart; whether there are no more than allowed with it. */
    boolean allows(long nowNanos) {
      while (!times.isEmpty() && nowNanos - times.peekFirst() >= period.toNanos()) {
        times.removeFirst();
      }
      times.addLast(nowNanos);
      return times.size() <= restarts;
    }
  }
}
