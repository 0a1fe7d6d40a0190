package dev.millrace.local.bench.simulation;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** When two operators close their windows. */
public sealed interface Windows {
  /**
   * Windows of an operator's own timer, which begins with the operator: nothing keeps those of two
   * operators together.
   *
   * @param seconds length
   * @param jitterSeconds by how much a timer is late, about
   */
  record OwnTimer(double seconds, double jitterSeconds) implements Windows {}

  /**
   * Windows that begin at multiples of their length on a common clock, as by event time.
   *
   * @param seconds length
   * @param skewSeconds by how much each operator is late, about; 0 by event time
   */
  record Aligned(double seconds, double skewSeconds) implements Windows {}

  /**
   * Windows of so many records.
   *
   * @param records in each
   */
  record Counting(long records) implements Windows {}

  /** Length of a window at a pace, in seconds. */
  default double seconds(Pace pace) {
    return switch (this) {
      case OwnTimer timer -> timer.seconds();
      case Aligned aligned -> aligned.seconds();
      case Counting counting -> (double) counting.records() / pace.perSecond();
    };
  }

  /**
   * When the window after one that closed at {@code closed} closes.
   *
   * @param closed nanosecond, or when the operator began
   */
  default long next(long closed, Pace pace, RandomGenerator random) {
    return switch (this) {
      case OwnTimer timer ->
          closed + nanos(timer.seconds() + Math.abs(random.nextGaussian()) * timer.jitterSeconds());
      case Aligned aligned -> {
        long length = nanos(aligned.seconds());
        // Half a window away from a boundary, a late closing still belongs to it.
        long boundary = Math.floorDiv(closed, length) + 1;
        yield boundary * length
            + Math.min(length / 2, nanos(Math.abs(random.nextGaussian()) * aligned.skewSeconds()));
      }
      case Counting counting -> pace.dueNanos(pace.countAt(closed) + counting.records() - 1);
    };
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
  }
}
