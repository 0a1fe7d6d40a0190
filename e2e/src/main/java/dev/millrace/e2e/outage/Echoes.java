package dev.millrace.e2e.outage;

import dev.millrace.stream.stage.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The outputs of one partition as a reader sees them that drops repeated identities: are the
 * numbers complete and in order, and how long is nothing seen. Thread-safe.
 */
final class Echoes {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int MOST_FAULTS = 5;

  private final List<String> faults = new ArrayList<>();
  private final int partition;
  private final long first;
  private Identity last;
  private long next;
  private long repeats;
  private long lastNanos;
  private long longestNanos;

  /** Those of {@code partition}; numbers below {@code first} are of an earlier time. */
  Echoes(int partition, long first) {
    this.partition = partition;
    this.first = first;
    this.next = first;
  }

  /** An output has been read. */
  synchronized void seen(Identity identity, long number, long nanos) {
    if (last != null && identity.compareInPartition(last) <= 0) {
      repeats += number < first ? 0 : 1;
      return;
    }
    last = identity;
    if (number < first) {
      return;
    }
    if (number != next && faults.size() < MOST_FAULTS) {
      faults.add(
          "partition %d: %s has number %d, expected was %d"
              .formatted(partition, identity, number - first, next - first));
    }
    longestNanos = number == first ? 0 : Math.max(longestNanos, nanos - lastNanos);
    lastNanos = nanos;
    next = number + 1;
  }

  /** The longest time without output since this was called last, or the first output; in ms. */
  synchronized double takeLongest() {
    double millis = longestNanos / NANOS_PER_MILLI;
    longestNanos = 0;
    return millis;
  }

  /** How many numbers have been seen. */
  synchronized long count() {
    return next - first;
  }

  /** How many outputs were there again. */
  synchronized long repeats() {
    return repeats;
  }

  /** What was missing or out of order; the first of it. */
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }
}
