package dev.millrace.gateway.observe;

import java.time.Duration;

/**
 * How a resource is shown.
 *
 * @param format Content-Format of records that carry none
 * @param maxAge of an answer; after this time, or a day, an observer is sent the state again
 * @param minInterval shortest time between two notifications
 */
public record ObserveTerms(int format, Duration maxAge, Duration minInterval) {
  /** RFC 7641 section 4.5: a confirmable notification at least this often. */
  private static final Duration LONGEST_SILENCE = Duration.ofHours(24);

  long maxAgeSeconds() {
    return Math.max(1, maxAge.toSeconds());
  }

  long silenceNanos() {
    return (maxAge.compareTo(LONGEST_SILENCE) < 0 ? maxAge : LONGEST_SILENCE).toNanos();
  }
}
