package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.kafka.MigrationSimulation.Faults;
import dev.millrace.kafka.MigrationSimulation.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Invariants 5 and 6 of the design: a migration always ends, and the readers have noticed nothing.
 */
class MigrationProperties {
  private static final List<Map<String, List<String>>> EXPECTED =
      MigrationSimulation.undisturbed().stream().map(OutputReading::first).toList();

  @Property(tries = 300)
  void withoutFaultsItSucceedsAndTheRawTopicHasNoRepeat(@ForAll long seed) {
    Outcome outcome = run(seed, new Faults(0, false, false, false));
    assertThat(outcome.end().phase()).isEqualTo(MigrationPhase.Succeeded);
    assertThat(outcome.readings()).allMatch(reading -> reading.repeats() == 0);
  }

  @Property(tries = 1_000)
  void itEndsWhateverCrashesAndWhateverPeopleWant(@ForAll long seed) {
    run(seed, new Faults(8, true, false, false));
  }

  @Property(tries = 500)
  void itEndsBehindAFencingBrokerWithoutARepeat(@ForAll long seed) {
    Outcome outcome = run(seed, new Faults(8, true, true, false));
    assertThat(outcome.readings()).allMatch(reading -> reading.repeats() == 0);
  }

  @Property(tries = 300)
  void aTargetThatComputesSomethingElseIsRolledBack(@ForAll long seed) {
    Outcome outcome = run(seed, new Faults(2, false, false, true));
    assertThat(outcome.end().phase()).isEqualTo(MigrationPhase.RolledBack);
  }

  /** A simulation in which nothing succeeds, or everything does, would prove nothing. */
  @Test
  void bothEndsAreReached() {
    Map<MigrationPhase, Integer> ends = new EnumMap<>(MigrationPhase.class);
    for (long seed = 0; seed < 200; seed++) {
      ends.merge(run(seed, new Faults(8, true, false, false)).end().phase(), 1, Integer::sum);
    }
    assertThat(ends.getOrDefault(MigrationPhase.Succeeded, 0)).isGreaterThan(40);
    assertThat(ends.getOrDefault(MigrationPhase.RolledBack, 0)).isGreaterThan(40);
  }

  private static Outcome run(long seed, Faults faults) {
    MigrationSimulation simulation = new MigrationSimulation(seed, faults, new Repairs());
    Outcome outcome = simulation.run();
    assertThat(simulation.isConsistent()).as("seed %d: %s", seed, simulation).isTrue();
    assertThat(outcome.readings().stream().map(OutputReading::first).toList())
        .as("seed %d", seed)
        .isEqualTo(EXPECTED.subList(0, outcome.readings().size()));
    return outcome;
  }
}
