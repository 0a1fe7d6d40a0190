package dev.millrace.local.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.migration.Cases.Case;
import dev.millrace.local.migration.Site.Place;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault in each phase of a migration between light engines over a real broker, at moments that
 * a seed chooses: the migration ends as it should and says why, and an independent reader has every
 * output once, in order, byte for byte.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LightFaultTest {
  @TempDir static Path directory;
  private Trial trial;

  @BeforeAll
  void start() {
    trial = new Trial(directory, List.of(Place.light(2), Place.light(1)), false);
  }

  static List<Case> cases() {
    return Cases.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void itEndsAndNothingIsLostRepeatedReorderedOrChanged(Case one) throws Exception {
    trial.run(one);
  }

  @AfterAll
  void end() throws Exception {
    trial.close();
    assertThat(trial.points()).as("faults that happened").isGreaterThanOrEqualTo(100);
  }
}
