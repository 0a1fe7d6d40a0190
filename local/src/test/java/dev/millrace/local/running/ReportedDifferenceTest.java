package dev.millrace.local.running;

import static dev.millrace.local.running.StrategyManifests.awaitOutputs;
import static dev.millrace.local.running.StrategyManifests.ended;
import static dev.millrace.local.running.StrategyManifests.finish;
import static dev.millrace.local.running.StrategyManifests.in;
import static dev.millrace.local.running.StrategyManifests.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationRequestSpec.Strategy;
import dev.millrace.api.MigrationTargetSpec;
import dev.millrace.api.VerificationSpec;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationVerdict.Tone;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code verification.mode: Report} a person looks at the differences and decides. */
class ReportedDifferenceTest {
  private static final String TWISTED =
      "[{custom: {className: dev.millrace.local.running.TwistedStep, fields: {cars: int}}}]";

  @TempDir Path directory;

  @AfterEach
  void straighten() {
    TwistedStep.twisted = false;
  }

  @Test
  void aDifferenceIsShownAndAPersonMaySwitchAllTheSame() throws Exception {
    try (LocalRun run = start(directory, TWISTED, 2, List.of("g1", "g2", "g3"))) {
      awaitOutputs(run);
      TwistedStep.twisted = true;
      run.migrations().apply("move", request(false));
      StrategyManifests.await(
          "a difference", () -> run.migrations().reports().getFirst().totals().mismatches() > 0);
      MigrationReport waiting = in(run, "move", EnumSet.of(MigrationPhase.Verifying));
      assertThat(waiting.verdict().sentence())
          .startsWith("not over, still Verifying; ")
          .contains("first in partition");
      run.migrations().apply("move", request(true));
      MigrationReport move = ended(run, "move");
      assertThat(move.phase()).as(move.toString()).isEqualTo(MigrationPhase.Succeeded);
      assertThat(move.verdict().tone()).isEqualTo(Tone.BAD);
      assertThat(move.verdict().sentence()).startsWith("moved, although ");
      finish(run);
    }
  }

  private static MigrationRequestSpec request(boolean promote) {
    return new MigrationRequestSpec(
        "lots/count",
        new MigrationTargetSpec("south", null, null),
        Strategy.Parallel,
        null,
        null,
        new VerificationSpec(
            VerificationSpec.Mode.Report, 1, "0s", VerificationSpec.Promotion.Automatic),
        "100ms",
        "60s",
        promote,
        false,
        false);
  }
}
