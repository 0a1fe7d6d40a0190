package dev.millrace.local.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an independent reader finds who knows outputs only by what is in them.
 *
 * @param expected outputs of one run without any move
 * @param repeats further copies of those
 * @param lost of those, how many are not there
 * @param wrong outputs that are none of those
 */
public record RawTally(long expected, long repeats, long lost, long wrong) {

  /** Compares all outputs read with those that the load expects of one run from its beginning. */
  public static RawTally of(Load load, Map<String, Integer> found) {
    Map<String, Integer> expected = expected(load);
    Map<String, Integer> others = new HashMap<>(found);
    long repeats = 0;
    long lost = 0;
    for (Map.Entry<String, Integer> one : expected.entrySet()) {
      int times = others.getOrDefault(one.getKey(), 0);
      repeats += Math.max(0, times - one.getValue());
      lost += Math.max(0, one.getValue() - times);
      others.remove(one.getKey());
    }
    return new RawTally(size(expected), repeats, lost, size(others));
  }

  /** The outputs of one run, each with how often it occurs. */
  private static Map<String, Integer> expected(Load load) {
    Map<String, Integer> expected = new HashMap<>();
    for (List<String> lane : load.expectedOutputs().values()) {
      for (String output : lane) {
        // Without its identity, since a plain copy writes none.
        expected.merge(output.substring(output.indexOf("] ") + 2), 1, Integer::sum);
      }
    }
    return expected;
  }

  private static long size(Map<String, Integer> bag) {
    return bag.values().stream().mapToLong(Integer::longValue).sum();
  }
}
