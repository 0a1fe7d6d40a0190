package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kafka.HandoverSimulation.Faults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation notices each repair that is missing; so it would notice a mistake like it. */
class MutantTest {
  private static final int SEEDS = 5_000;
  private static final Map<String, List<String>> EXPECTED = HandoverSeeds.expected();

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void isCaught(Mutant mutant) {
    Faults faults = HandoverSeeds.KINDS.get(mutant.kind());
    long seed = 0;
    while (seed < SEEDS && HandoverSeeds.flawOf(seed, faults, mutant.repairs(), EXPECTED) == null) {
      seed++;
    }
    assertThat(seed).as("seeds until %s is caught", mutant).isLessThan(SEEDS);
  }
}
