package dev.millrace.gateway.exchange;

import java.time.Duration;

/**
 * How long a message id stays taken from the first time that it is seen.
 *
 * @param confirmable EXCHANGE_LIFETIME
 * @param nonConfirmable NON_LIFETIME
 */
public record Lifetimes(Duration confirmable, Duration nonConfirmable) {
  /** Longer than any protocol needs, and far from where the times of a store wrap. */
  private static final Duration MAX = Duration.ofHours(24);

  /** The values of RFC 7252 section 4.8.2. */
  public static final Lifetimes RFC_7252 =
      new Lifetimes(Duration.ofSeconds(247), Duration.ofSeconds(145));

  /**
   * @throws IllegalArgumentException if a lifetime is not from 1 ms to 24 h
   */
  public Lifetimes {
    check(confirmable);
    check(nonConfirmable);
  }

  private static void check(Duration lifetime) {
    if (lifetime.toMillis() < 1 || lifetime.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("a lifetime is from 1 ms to 24 h: " + lifetime);
    }
  }
}
