package dev.millrace.local.running;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How fast counters have moved lately. One thread. */
final class Rates {
  /** Longer than most windows, whose results come all at once and would show as now 0, now many. */
  private static final long WINDOW_NANOS = 10_000_000_000L;

  private record Sample(long nanos, long count) {}

  private final Map<String, Deque<Sample>> samples = new HashMap<>();

  /** Notes that a counter stands at {@code count} at a moment; how much it has moved a second. */
  double perSecond(String counter, long nanos, long count) {
    Deque<Sample> own = samples.computeIfAbsent(counter, name -> new ArrayDeque<>());
    own.addLast(new Sample(nanos, count));
    while (own.size() > 2 && nanos - own.getFirst().nanos() > WINDOW_NANOS) {
      own.removeFirst();
    }
    Sample first = own.getFirst();
    return nanos == first.nanos() ? 0 : (count - first.count()) * 1e9 / (nanos - first.nanos());
  }
}
