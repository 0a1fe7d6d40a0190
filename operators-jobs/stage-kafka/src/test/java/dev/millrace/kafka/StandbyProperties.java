package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kafka.StandbySimulation.Faults;
import dev.millrace.kafka.StandbySimulation.Outcome;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A stage with a hot standby always gets an owner again, and its readers notice nothing. */
class StandbyProperties {
  private static final List<Map<String, List<String>>> EXPECTED =
      MigrationSimulation.undisturbed().stream().map(OutputReading::first).toList();

  @Property(tries = 500)
  void somebodyGoesOnWhateverCrashes(@ForAll long seed) {
    run(seed, new Faults(10, false, false));
  }

  @Property(tries = 500)
  void somebodyGoesOnWithoutTheOtherOne(@ForAll long seed) {
    run(seed, new Faults(10, false, true));
  }

  @Property(tries = 500)
  void thereIsNoRepeatBehindAFencingBroker(@ForAll long seed) {
    Outcome outcome = run(seed, new Faults(10, true, true));
    assertThat(outcome.readings()).allMatch(reading -> reading.repeats() == 0);
  }

  /** A simulation in which nobody takes over would prove nothing. */
  @Test
  void standbysTakeOver() {
    int fences = 0;
    for (long seed = 0; seed < 100; seed++) {
      fences += run(seed, new Faults(10, false, true)).fences();
    }
    assertThat(fences).isGreaterThan(100);
  }

  private static Outcome run(long seed, Faults faults) {
    Outcome outcome = new StandbySimulation(seed, faults, new Repairs()).run();
    assertThat(outcome.readings().stream().map(OutputReading::first).toList())
        .as("seed %d", seed)
        .isEqualTo(EXPECTED);
    return outcome;
  }
}
