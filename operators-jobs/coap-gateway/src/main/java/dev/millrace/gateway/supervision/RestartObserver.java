package dev.millrace.gateway.supervision;

/** Learns what fails. */
@FunctionalInterface
public interface RestartObserver {
  /**
   * A part has failed, and begins anew unless that was too often.
   *
   * @param part one of a few names
   */
  void restarts(String part, Throwable fault);
}
