package dev.millrace.fleet.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What observers and changer saw. */
final class FanOutTally {
  private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 3;

  private final Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);

  int registered;
  long changes;
  long changesAnswered;
  long refused;
  long repeated;
  long unexpected;
  long notSent;

  void answered(boolean success) {
    changesAnswered += success ? 1 : 0;
    refused += success ? 0 : 1;
  }

  void notified(long nanos) {
    latencies.recordValue(Math.min(LONGEST_NANOS, nanos));
  }

  FanOutFigures figures() {
    return new FanOutFigures(this, latencies);
  }
}
