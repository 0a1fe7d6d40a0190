package dev.millrace.fleet.device;

import java.util.concurrent.TimeUnit;

/**
 * Turns the fleet's monotonic time into time of day.
 *
 * @param startMicros the fleet's start in microseconds since the epoch
 */
public record FleetTime(long startMicros) {
  /** Microseconds since the epoch at {@code nanos} after the start. */
  public long micros(long nanos) {
    return startMicros + TimeUnit.NANOSECONDS.toMicros(nanos);
  }
}
