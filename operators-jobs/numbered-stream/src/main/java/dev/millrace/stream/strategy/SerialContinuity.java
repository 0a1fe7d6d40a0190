package dev.millrace.stream.strategy;

import java.util.Optional;

/**
 * Checks what a {@link SynchronisationMonitor} takes for granted: that each result of an operator
 * begins where the one before ended. Records that take a serial number and are not counted (ticks,
 * dead letters, late records) break that, and so does a repeated result; corrections by offsets of
 * serial numbers would then be wrong, so the migration has to be aborted. Before an operator's
 * first result nothing is known, and the first is always continuous.
 *
 * @param source serial number of the source's last result, or {@link #NONE}
 * @param target serial number of the target's last result, or {@link #NONE}
 */
public record SerialContinuity(long source, long target) {
  /** Stands for the serial number of a result that has not come. */
  public static final long NONE = -1;

  /** Before the first results. */
  public static SerialContinuity initial() {
    return new SerialContinuity(NONE, NONE);
  }

  /** What is wrong with the next result, empty if it continues the one before. */
  public Optional<String> breach(WindowResult next) {
    long before = next.isFrom(Origin.SOURCE) ? source : target;
    long begins = next.sn() - next.count();
    if (before == NONE || begins == before) {
      return Optional.empty();
    }
    return Optional.of(
        next
            + " counts from serial number "
            + (begins + 1)
            + ", but the result before it ended with "
            + before);
  }

  /** After the next result. */
  public SerialContinuity after(WindowResult next) {
    return next.isFrom(Origin.SOURCE)
        ? new SerialContinuity(next.sn(), target)
        : new SerialContinuity(source, next.sn());
  }
}
