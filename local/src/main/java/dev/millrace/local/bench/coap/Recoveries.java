package dev.millrace.local.bench.coap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes after a fault until as much is answered again as before. It knows the time from
 * its caller only. One thread at a time.
 */
final class Recoveries {
  /** What counts as much as before. */
  private static final double SHARE = 0.9;

  /** Samples that make up the time before a fault: a second, if ten a second are taken. */
  private static final int SAMPLES_BEFORE = 10;

  private record Sample(long nanos, double answered) {
    double rateUntil(Sample later) {
      return (later.answered - answered) / (later.nanos - nanos);
    }
  }

  private record Fault(long nanos, double rateBefore) {}

  private final Deque<Sample> samples = new ArrayDeque<>();
  private final List<Fault> open = new ArrayList<>();
  private double worstMillis;

  /**
   * Takes the number of all answers so far.
   *
   * @param nanos when
   */
  void sample(long nanos, double answered) {
    Sample now = new Sample(nanos, answered);
    Sample last = samples.peekLast();
    if (last != null) {
      for (Iterator<Fault> faults = open.iterator(); faults.hasNext(); ) {
        Fault fault = faults.next();
        if (last.nanos >= fault.nanos && last.rateUntil(now) >= SHARE * fault.rateBefore) {
          worstMillis =
              Math.max(
                  worstMillis, (nanos - fault.nanos) / (double) TimeUnit.MILLISECONDS.toNanos(1));
          faults.remove();
        }
      }
    }
    samples.addLast(now);
    if (samples.size() > SAMPLES_BEFORE + 1) {
      samples.removeFirst();
    }
  }

  /** Something has failed. Without load before there is nothing to come back to. */
  void struck(long nanos) {
    if (samples.size() > SAMPLES_BEFORE) {
      double before = samples.getFirst().rateUntil(samples.getLast());
      if (before > 0) {
        open.add(new Fault(nanos, before));
      }
    }
  }

  /** The longest of those that are over; 0 without any. */
  double worstMillis() {
    return worstMillis;
  }

  /** From how many faults there was no recovery yet. */
  int open() {
    return open.size();
  }
}
