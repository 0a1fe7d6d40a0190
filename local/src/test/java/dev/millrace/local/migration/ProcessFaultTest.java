package dev.millrace.local.migration;

import static dev.millrace.api.MigrationPhase.CuttingOver;
import static dev.millrace.api.MigrationPhase.Observing;
import static dev.millrace.api.MigrationPhase.Verifying;
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

/** A sample of the same faults where every replica is a process, and SIGKILL ends it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessFaultTest {
  @TempDir static Path directory;
  private Trial trial;

  @BeforeAll
  void start() {
    trial = new Trial(directory, List.of(Place.process(2)), false);
  }

  static List<Case> cases() {
    return List.of(
        Cases.onTheWay(Fault.TARGET_KILLED, Verifying, 1),
        Cases.onTheWay(Fault.SOURCE_KILLED, CuttingOver, 2),
        Cases.onTheWayBack(Fault.TARGET_KILLED, Fault.ROLLED_BACK, Observing, 4));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void itEndsAndNothingIsLostRepeatedReorderedOrChanged(Case one) throws Exception {
    trial.run(one);
  }

  @AfterAll
  void end() throws Exception {
    trial.close();
    assertThat(trial.points()).as("faults that happened").isGreaterThanOrEqualTo(7);
  }
}
