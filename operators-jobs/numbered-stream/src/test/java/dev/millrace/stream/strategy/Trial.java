package dev.millrace.stream.strategy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Two operators that cut the same records into windows of their own, and the order in which their
 * results arrive.
 *
 * @param source results of the source
 * @param target results of the target, which joins after some records
 * @param arrival all of them, each operator's in order
 * @param unnumbered number of records in the source's first window from before the numbering
 */
record Trial(
    List<WindowResult> source,
    List<WindowResult> target,
    List<WindowResult> arrival,
    long unnumbered) {
  private static final int LONGEST_WINDOW = 12;

  static Arbitrary<Trial> any() {
    Arbitrary<List<Integer>> windows =
        Arbitraries.integers()
            .between(1, LONGEST_WINDOW)
            .list()
            .ofMinSize(1)
            .ofMaxSize(60)
            .withSizeDistribution(RandomDistribution.uniform());
    Arbitrary<List<Boolean>> turns =
        Arbitraries.of(3, 5, 5, 7)
            .flatMap(
                skew -> Arbitraries.integers().between(0, 9).map(n -> n < skew).list().ofSize(120));
    return Combinators.combine(
            windows,
            windows,
            Arbitraries.integers().between(0, 30),
            Arbitraries.of(0L, 0L, 7L),
            turns)
        .as(Trial::of);
  }

  private static Trial of(
      List<Integer> sourceWindows,
      List<Integer> targetWindows,
      int joins,
      long unnumbered,
      List<Boolean> turns) {
    List<WindowResult> source = results(Origin.SOURCE, 0, unnumbered, sourceWindows);
    List<WindowResult> target = results(Origin.TARGET, joins, 0, targetWindows);
    List<WindowResult> arrival = new ArrayList<>();
    int s = 0;
    int t = 0;
    while (s < source.size() || t < target.size()) {
      boolean isSources = t == target.size() || (s < source.size() && turns.get(s + t));
      arrival.add(isSources ? source.get(s++) : target.get(t++));
    }
    return new Trial(source, target, arrival, unnumbered);
  }

  private static List<WindowResult> results(
      Origin origin, long after, long moreInFirst, List<Integer> windows) {
    List<WindowResult> results = new ArrayList<>();
    long sn = after;
    for (int length : windows) {
      sn += length;
      results.add(new WindowResult(origin, sn, length + (results.isEmpty() ? moreInFirst : 0)));
    }
    return results;
  }
}
