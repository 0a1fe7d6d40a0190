package dev.millrace.fleet.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the clients saw of their bodies; most of it from {@link #measure} to {@link #end}. */
final class BodyTally {
  private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 3;

  private final Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
  private boolean measuring;
  private long beginning;
  private long nanos;

  long bodies;
  long blocks;
  long lost;
  long lostInAll;
  long refused;
  long wrong;
  long unfinished;
  long unexpected;
  long notSent;
  long portsChanged;

  /** From now on bodies count. */
  void measure(long now) {
    measuring = true;
    beginning = now;
  }

  /** From now on they do not count any more. */
  void end(long now) {
    measuring = false;
    nanos = now - beginning;
  }

  void blocks() {
    blocks += measuring ? 1 : 0;
  }

  void transferred(long latency) {
    if (measuring) {
      bodies++;
      latencies.recordValue(Math.min(LONGEST_NANOS, latency));
    }
  }

  void lost() {
    lostInAll++;
    lost += measuring ? 1 : 0;
  }

  void refused() {
    refused += measuring ? 1 : 0;
  }

  void wrong() {
    wrong += measuring ? 1 : 0;
  }

  BodyFigures figures(BodyPlan plan) {
    return new BodyFigures(plan, nanos, this, latencies);
  }
}
