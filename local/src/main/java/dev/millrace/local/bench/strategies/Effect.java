package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * What a reader saw of a stage that counts in some stretches of time.
 *
 * @param counts records of each result
 * @param delayMillis of each result, from the record that closed its window
 * @param latencyMillis of each result, from the first record in its window, as the document takes
 *     it
 * @param gapMillis of each stretch, the longest time between two results
 */
record Effect(
    List<Double> counts,
    List<Double> delayMillis,
    List<Double> latencyMillis,
    List<Double> gapMillis) {

  static Effect none() {
    return new Effect(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /**
   * Adds a stretch.
   *
   * @param results all of them, as far as one behind the stretch if there is to be a gap at its end
   * @param lag from the last record that a result counts to the one that causes it
   * @param sentAt when the record with a serial number was sent
   * @param edges whether gaps count that begin before the stretch or end behind it
   */
  void add(
      Stretch stretch, List<Counted> results, int lag, LongUnaryOperator sentAt, boolean edges) {
    double gap = 0;
    long before = Long.MIN_VALUE;
    for (Counted result : results) {
      boolean inside = result.nanos() >= stretch.from() && result.nanos() < stretch.until();
      if (inside) {
        long closed = sentAt.applyAsLong(result.sn());
        long first = sentAt.applyAsLong(Math.max(1, result.sn() - lag - result.count() + 1));
        counts.add((double) result.count());
        delayMillis.add(Stretch.millis(result.nanos() - closed));
        latencyMillis.add(Stretch.millis(result.nanos() - first));
      }
      boolean reachesIn = result.nanos() >= stretch.from() && before < stretch.until();
      if (before != Long.MIN_VALUE && (edges ? reachesIn : inside && before >= stretch.from())) {
        gap = Math.max(gap, Stretch.millis(result.nanos() - before));
      }
      before = result.nanos();
    }
    if (gap > 0) {
      gapMillis.add(gap);
    }
  }
}
