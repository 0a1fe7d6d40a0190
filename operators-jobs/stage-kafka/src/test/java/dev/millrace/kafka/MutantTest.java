package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation notices each repair that is missing; so it would notice a mistake like it. */
class MutantTest {
  private static final int SEEDS = 5_000;

  @ParameterizedTest
  @MethodSource("mutants")
  void isCaught(Mutant mutant) {
    long seed = 0;
    while (seed < SEEDS && mutant.flawOf(seed) == null) {
      seed++;
    }
    assertThat(seed).as("seeds until %s is caught", mutant).isLessThan(SEEDS);
  }

  static Stream<Mutant> mutants() {
    return Stream.<Mutant[]>of(
            RestartMutant.values(),
            LogMutant.values(),
            SendMutant.values(),
            MigrationMutant.values(),
            StandbyMutant.values())
        .flatMap(Arrays::stream);
  }
}
