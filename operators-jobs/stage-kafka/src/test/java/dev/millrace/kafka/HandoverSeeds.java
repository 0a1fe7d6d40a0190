package dev.millrace.kafka;

import dev.millrace.kafka.HandoverSimulation.Faults;
import dev.millrace.kafka.HandoverSimulation.Outcome;
import java.util.List;
import java.util.Map;

/**
 * Runs seeds of the hand-over simulation by hand: {@code KIND FIRST COUNT}. Prints the story of the
 * first one that fails, and ends with status 1.
 */
final class HandoverSeeds {
  /** The kinds of runs, by name. */
  static final Map<String, Faults> KINDS =
      Map.of(
          "planned", new Faults(4, 0, false, 0, false, false),
          "tidy", new Faults(4, 5, false, 0, false, false),
          "crashes", new Faults(4, 5, true, 0, false, false),
          "fences", new Faults(3, 4, true, 3, false, false),
          "strict", new Faults(3, 4, true, 3, true, false),
          "divergent", new Faults(4, 3, true, 0, false, true));

  private HandoverSeeds() {}

  /** What an undisturbed replica writes. */
  static Map<String, List<String>> expected() {
    return new HandoverSimulation(0, new Faults(0, 0, false, 0, false, false), new Repairs())
        .run()
        .reading()
        .first();
  }

  /**
   * What is wrong with an outcome, or null: a reader that drops repeats sees something else than
   * {@code expected}, or there are repeats where there must be none.
   */
  static String flaw(Faults faults, Outcome outcome, Map<String, List<String>> expected) {
    if (!outcome.reading().first().equals(expected)) {
      return "a reader sees something else: " + outcome.reading().first();
    }
    boolean mayRepeat = !faults.strict() && (faults.late() || faults.fences() > 0);
    return mayRepeat || outcome.reading().repeats() == 0
        ? null
        : outcome.reading().repeats() + " repeats in the raw topic";
  }

  /** As {@link #flaw}, of one run, which may also end in an error. */
  static String flawOf(
      long seed, Faults faults, Repairs repairs, Map<String, List<String>> expected) {
    try {
      return flaw(faults, new HandoverSimulation(seed, faults, repairs).run(), expected);
    } catch (AssertionError | RuntimeException e) {
      return e.toString();
    }
  }

  public static void main(String[] arguments) {
    Faults faults = KINDS.get(arguments[0]);
    long first = Long.parseLong(arguments[1]);
    long count = Long.parseLong(arguments[2]);
    Map<String, List<String>> expected = expected();
    long openings = 0;
    long divergences = 0;
    long repeats = 0;
    for (long seed = first; seed < first + count; seed++) {
      HandoverSimulation simulation = new HandoverSimulation(seed, faults, new Repairs());
      String flaw;
      try {
        Outcome outcome = simulation.run();
        flaw = flaw(faults, outcome, expected);
        openings += outcome.openings();
        divergences += outcome.divergences();
        repeats += outcome.reading().repeats();
      } catch (AssertionError | RuntimeException e) {
        flaw = e.toString();
      }
      if (flaw != null) {
        simulation.story().forEach(System.out::println);
        System.out.println("seed " + seed + " of " + arguments[0] + ": " + flaw);
        System.exit(1);
      }
    }
    System.out.printf(
        "%d seeds of %s: %d openings, %d divergences, %d repeats dropped, no flaw%n",
        count, arguments[0], openings, divergences, repeats);
  }
}
