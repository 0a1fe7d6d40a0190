package dev.millrace.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationTest {
  @ParameterizedTest
  @ValueSource(ints = {4, 50, 99, 1_000})
  void thereAreAsManyAsWereAskedFor(int resources) {
    Population population = Population.of(resources);
    assertThat(population.resources()).isEqualTo(resources);
    assertThat(population.gateways()).isGreaterThanOrEqualTo(population.fleets());
    assertThat(population.namespaces()).isPositive();
  }
}
