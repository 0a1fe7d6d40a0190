package dev.millrace.kafka;

/**
 * Runs seeds of the hand-over simulation by hand: {@code KIND FIRST COUNT}. Prints the story of the
 * first one that fails, and ends with status 1.
 */
final class HandoverSeeds {
  private HandoverSeeds() {}

  public static void main(String[] arguments) {
    Faults faults = Faults.KINDS.get(arguments[0]);
    if (faults == null) {
      System.err.println("no kind " + arguments[0] + ", only " + Faults.KINDS.keySet());
      System.exit(2);
    }
    long first = Long.parseLong(arguments[1]);
    long count = Long.parseLong(arguments[2]);
    long openings = 0;
    long divergences = 0;
    long repeats = 0;
    for (long seed = first; seed < first + count; seed++) {
      HandoverSimulation simulation = new HandoverSimulation(seed, faults, new Repairs());
      String flaw;
      try {
        HandoverOutcome outcome = simulation.run();
        flaw = HandoverVerdict.flaw(faults, outcome);
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
