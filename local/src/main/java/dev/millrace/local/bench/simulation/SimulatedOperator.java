package dev.millrace.local.bench.simulation;

import dev.millrace.stream.strategy.Origin;
import dev.millrace.stream.strategy.WindowResult;
import java.util.random.RandomGenerator;

/** An operator that counts, from one window to the next. */
final class SimulatedOperator {
  private final Origin origin;
  private final Windows windows;
  private final Pace pace;
  private final RandomGenerator random;
  private long closesAt;
  private long countedTo;

  /**
   * An operator with an empty window.
   *
   * @param began nanosecond from which on it counts
   */
  SimulatedOperator(Origin origin, Windows windows, Pace pace, long began, RandomGenerator random) {
    this.origin = origin;
    this.windows = windows;
    this.pace = pace;
    this.random = random;
    this.countedTo = pace.countAt(began - 1);
    this.closesAt = windows.next(began - 1, pace, random);
  }

  /** When its window closes. */
  long closesAt() {
    return closesAt;
  }

  /** Closes its window; null if nothing was in it, since then there is no result. */
  WindowResult close() {
    long sn = pace.countAt(closesAt);
    WindowResult result = sn == countedTo ? null : new WindowResult(origin, sn, sn - countedTo);
    countedTo = sn;
    closesAt = windows.next(closesAt, pace, random);
    return result;
  }
}
