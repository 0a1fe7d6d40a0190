package dev.millrace.api;

/**
 * {@code rate} messages a second and device, at the given regularity, for a duration (absent: for
 * ever).
 */
public record PhaseSpec(Double rate, Arrivals arrivals, String duration) {
  /** Evenly spaced, or a Poisson process. */
  public enum Arrivals {
    Regular,
    Poisson
  }
}
