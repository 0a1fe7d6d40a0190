package dev.millrace.local.bench.simulation;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Many runs of one simulated move.
 *
 * @param runs how many
 * @param corrected of them, in how many a result was corrected
 * @param seconds of those that synchronised, ascending
 */
public record SimulatedCell(int runs, int corrected, double[] seconds) {
  /** Keeps its own values. */
  public SimulatedCell {
    seconds = seconds.clone();
  }

  /** Runs it; the same for the same seed. */
  public static SimulatedCell of(SimulatedMove move, int runs, long seed) {
    double[] seconds = new double[runs];
    int synchronised = 0;
    int corrected = 0;
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < runs; run++) {
      SimulatedMove.Outcome outcome = move.run(random.split());
      if (!outcome.conserves()) {
        throw new IllegalStateException("records are lost or count twice: " + move + outcome);
      }
      if (outcome.seconds().isPresent()) {
        seconds[synchronised++] = outcome.seconds().getAsDouble();
        corrected += outcome.offset() == 0 ? 0 : 1;
      }
    }
    double[] ascending = Arrays.copyOf(seconds, synchronised);
    Arrays.sort(ascending);
    return new SimulatedCell(runs, corrected, ascending);
  }

  @Override
  public double[] seconds() {
    return seconds.clone();
  }

  /** The part of the runs that synchronised. */
  public double share() {
    return (double) seconds.length / runs;
  }

  /** The median of all runs; empty if less than half of them synchronised. */
  public OptionalDouble medianSeconds() {
    int middle = (runs - 1) / 2;
    return middle < seconds.length ? OptionalDouble.of(seconds[middle]) : OptionalDouble.empty();
  }
}
