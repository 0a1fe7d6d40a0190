package dev.millrace.fleet.device;

/**
 * A stretch of time with one rate.
 *
 * @param rate readings a second and device; 0 is silence and needs a duration
 * @param poisson whether readings form a Poisson process; else they are evenly spaced
 * @param duration nanoseconds, or {@link #ENDLESS}
 */
public record Phase(double rate, boolean poisson, long duration) {
  /** Duration of a phase that never ends. */
  public static final long ENDLESS = Long.MAX_VALUE;
}
