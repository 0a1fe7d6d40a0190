package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.fail;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Invariants 1 to 3 and 7 of the design over simulated hand-overs: whatever happens, a reader that
 * drops repeats sees what an undisturbed replica would have written, and the hand-over ends. A
 * failing seed prints its story; {@link HandoverSeeds} replays it.
 */
class HandoverProperties {
  @Property(tries = 2_000)
  void plannedHandoversLeaveNoRepeatInTheRawTopic(@ForAll long seed) {
    check("planned", seed);
  }

  @Property(tries = 1_000)
  void crashesOfWhichNothingLandsLateLeaveNoRepeatInTheRawTopic(@ForAll long seed) {
    check("tidy", seed);
  }

  @Property(tries = 1_000)
  void whatATopicDoesNotTellKeepsNoTargetFromComparing(@ForAll long seed) {
    check("sparse", seed);
  }

  @Property(tries = 2_500)
  void crashesAtAnyStepLoseAndReorderNothing(@ForAll long seed) {
    check("crashes", seed);
  }

  @Property(tries = 2_500)
  void fencesOfOwnersThatLiveOrDieLoseAndReorderNothing(@ForAll long seed) {
    check("fences", seed);
  }

  @Property(tries = 2_000)
  void behindAFencingBrokerTheRawTopicHasNoRepeatAtAll(@ForAll long seed) {
    check("strict", seed);
  }

  @Property(tries = 1_000)
  void aTargetThatComputesSomethingElseNeverOpens(@ForAll long seed) {
    check("divergent", seed);
  }

  @Property(tries = 1_000)
  void fencesThatNobodyOpensLeaveNoRepeatInTheRawTopic(@ForAll long seed) {
    check("slow", seed);
  }

  @Property(tries = 1_000)
  void anOwnerThatLagsBehindTheLogForItsLeaseSendsNothing(@ForAll long seed) {
    check("leases", seed);
  }

  @Property(tries = 1_000)
  void fromATargetThatGoesWrongAsOwnerThereIsAWayBack(@ForAll long seed) {
    check("returns", seed);
  }

  private static void check(String kind, long seed) {
    Faults faults = Faults.KINDS.get(kind);
    HandoverSimulation simulation = new HandoverSimulation(seed, faults, new Repairs());
    String flaw;
    try {
      flaw = HandoverVerdict.flaw(faults, simulation.run());
    } catch (AssertionError | RuntimeException e) {
      flaw = e.toString();
    }
    if (flaw != null) {
      fail("%s %d: %s%n%s", kind, seed, flaw, String.join("\n", simulation.story()));
    }
  }
}
