package dev.millrace.local.migration;

import static dev.millrace.api.MigrationPhase.CuttingOver;
import static dev.millrace.api.MigrationPhase.Observing;
import static dev.millrace.api.MigrationPhase.Transferring;
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

/** A sample of the same faults where a stage moves between Flink and the light engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlinkFaultTest {
  @TempDir static Path directory;
  private Trial trial;

  @BeforeAll
  void start() {
    trial = new Trial(directory, List.of(Place.flink(2), Place.light(2), Place.flink(1)), true);
  }

  static List<Case> cases() {
    return List.of(
        Cases.onTheWay(Fault.SOURCE_KILLED, Transferring, 0),
        Cases.onTheWay(Fault.TARGET_KILLED, Transferring, 1),
        Cases.onTheWay(Fault.TARGET_KILLED, Verifying, 3),
        Cases.onTheWay(Fault.SOURCE_KILLED, CuttingOver, 4),
        Cases.onTheWay(Fault.BROKER_RESTARTED, CuttingOver, 6),
        Cases.onTheWayBack(Fault.TARGET_KILLED, Fault.ROLLED_BACK, Observing, 7));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void itEndsAndNothingIsLostRepeatedReorderedOrChanged(Case one) throws Exception {
    trial.run(one);
  }

  @AfterAll
  void end() throws Exception {
    trial.close();
    assertThat(trial.points()).as("faults that happened").isGreaterThanOrEqualTo(14);
  }
}
