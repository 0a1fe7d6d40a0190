package dev.millrace.kafka;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a run of the hand-over simulation has to come to. */
final class HandoverVerdict {
  private HandoverVerdict() {}

  /** Runs a seed of a kind of runs, and says what is wrong with it, or null. */
  static String flawOf(String kind, long seed, Repairs repairs) {
    Faults faults = Faults.KINDS.get(kind);
    try {
      return flaw(faults, new HandoverSimulation(seed, faults, repairs).run());
    } catch (AssertionError | RuntimeException e) {
      return e.toString();
    }
  }

  /**
   * What is wrong with an outcome, or null: a reader that drops repeats sees something else than
   * what an undisturbed replica writes, or there are repeats where there must be none.
   */
  static String flaw(Faults faults, HandoverOutcome outcome) {
    Map<String, List<String>> seen = outcome.reading().first();
    Map<String, List<String>> right = faults.stages().writtenByFirst();
    // What a wrong owner has written stays written.
    boolean isRight =
        faults.stages() == StagePair.WRONG_LATER
            ? isMixed(seen, right, faults.stages().writtenBySecond())
            : seen.equals(right);
    if (!isRight) {
      return "a reader sees something else: " + seen;
    }
    // Fences that nobody has opened, since they are void or were given up, must leave none either.
    boolean mayRepeat = !faults.strict() && (faults.late() || outcome.fencedOpenings() > 0);
    return mayRepeat || outcome.reading().repeats() == 0
        ? null
        : outcome.reading().repeats() + " repeats in the raw topic";
  }

  /** Whether each output is there, once and in its place, as either of the two has written it. */
  private static boolean isMixed(
      Map<String, List<String>> seen,
      Map<String, List<String>> one,
      Map<String, List<String>> two) {
    return seen.keySet().equals(one.keySet())
        && seen.keySet().stream().allMatch(at -> isMixed(seen.get(at), one.get(at), two.get(at)));
  }

  private static boolean isMixed(List<String> seen, List<String> one, List<String> two) {
    return seen.size() == one.size()
        && IntStream.range(0, seen.size())
            .allMatch(i -> seen.get(i).equals(one.get(i)) || seen.get(i).equals(two.get(i)));
  }
}
