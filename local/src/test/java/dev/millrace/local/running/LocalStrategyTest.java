package dev.millrace.local.running;

import static dev.millrace.local.running.StrategyManifests.RUNNING;
import static dev.millrace.local.running.StrategyManifests.aborted;
import static dev.millrace.local.running.StrategyManifests.awaitOutputs;
import static dev.millrace.local.running.StrategyManifests.ended;
import static dev.millrace.local.running.StrategyManifests.finish;
import static dev.millrace.local.running.StrategyManifests.in;
import static dev.millrace.local.running.StrategyManifests.request;
import static dev.millrace.local.running.StrategyManifests.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationRequestSpec.Restart;
import dev.millrace.api.MigrationRequestSpec.Strategy;
import dev.millrace.local.check.StageVerdict;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationVerdict.Tone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of a local run that compare nothing; an independent checker judges the outputs. */
class LocalStrategyTest {
  private static final List<String> GATES = List.of("g1", "g2", "g3", "g4", "g5");
  private static final String COUNT_OF_5 = "[{window: {count: {size: 5}, emit: {total: count()}}}]";
  private static final String COUNT_OF_997 =
      "[{window: {count: {size: 997}, emit: {total: count()}}}]";

  @TempDir Path directory;

  @Test
  void aRestartWithStateGoesOnWhereTheSourceStopped() throws Exception {
    try (LocalRun run = start(directory, RUNNING, 3, GATES)) {
      awaitOutputs(run);
      run.migrations().apply("move", request(Strategy.Restart, Restart.WithState, null));
      MigrationReport move = moved(run);
      assertThat(move.verdict().sentence())
          .startsWith("moved, not compared: 3 of 3 partitions restarted with their state")
          .contains("stood still for");
      assertThat(move.partitions()).allMatch(one -> one.proof().downtimeMillis() >= 0);
      assertThat(move.partitions()).allMatch(one -> one.proof().recordsCompared() == null);
      assertThat(move.keepSourceMillis()).isZero();
      assertThat(stage(finish(run)).recomputed()).isTrue();
    }
  }

  @Test
  void aRestartWithoutStateForgetsAndTheCheckKnowsWhere() throws Exception {
    try (LocalRun run = start(directory, RUNNING, 3, GATES)) {
      awaitOutputs(run);
      run.migrations().apply("move", request(Strategy.Restart, Restart.WithoutState, null));
      assertThat(moved(run).verdict().sentence())
          .contains("3 of 3 partitions born anew, what the stage knew is forgotten");
      long before = run.stages().getFirst().status().outputs();
      StrategyManifests.await(
          "outputs of the second generation",
          () -> run.stages().getFirst().status().outputs() > before + 10);
      StageVerdict verdict = stage(finish(run));
      assertThat(verdict.recomputed()).isTrue();
      assertThat(verdict.expected()).isEqualTo(verdict.input());
    }
  }

  @Test
  void aStateTransferLeavesNoTopicBehind() throws Exception {
    try (LocalRun run = start(directory, RUNNING, 3, GATES)) {
      awaitOutputs(run);
      run.migrations().apply("move", request(Strategy.StateTransfer, null, null));
      assertThat(moved(run).verdict().sentence())
          .startsWith("moved, not compared: 3 of 3 partitions took over their state");
      assertThat(topics(run)).noneMatch(topic -> topic.endsWith(".transfer"));
      assertThat(stage(finish(run)).recomputed()).isTrue();
    }
  }

  @Test
  void aCountingStageTakesOverWhereTheCountsNearlyAgree() throws Exception {
    try (LocalRun run = start(directory, COUNT_OF_5, 1, List.of("g1"))) {
      awaitOutputs(run);
      run.migrations().apply("move", request(Strategy.WindowSynchronised, null, 3));
      MigrationReport move = moved(run);
      assertThat(move.verdict().sentence())
          .startsWith("moved, not compared: 1 of 1 partitions took over where the counts");
      assertThat(move.partitions().getFirst().proof().synchronisation())
          .isIn("Strong", "SourceAhead", "TargetAhead");
      assertThat(Math.abs(move.partitions().getFirst().proof().synchronisationOffset()))
          .isLessThanOrEqualTo(3);
      assertThat(move.partitions().getFirst().proof().downtimeMillis()).isNull();
      assertThat(topics(run)).noneMatch(topic -> topic.endsWith(".shadow"));
      StageVerdict verdict = stage(finish(run));
      assertThat(verdict.recomputed()).as("counts may have been corrected").isFalse();
      assertThat(verdict.input()).isPositive();
    }
  }

  @Test
  void aStageThatCannotBeSynchronisedIsRefusedWithTheReason() throws Exception {
    try (LocalRun run = start(directory, COUNT_OF_5, 1, GATES)) {
      awaitOutputs(run);
      run.migrations().apply("move", request(Strategy.WindowSynchronised, null, 3));
      MigrationReport move = ended(run, "move");
      assertThat(move.phase()).isEqualTo(MigrationPhase.Refused);
      assertThat(move.reason()).startsWith("steps[0].window: a window per key, for 2 keys or more");
      assertThat(move.verdict().sentence()).startsWith("refused, nothing was started: steps[0]");
      assertThat(run.stages().getFirst().pool()).isEqualTo("north");
      assertThat(stage(finish(run)).recomputed()).isTrue();
    }
  }

  @Test
  void aRunThatEndsBeforeTheCountsAgreeLeavesTheStageAtTheSource() throws Exception {
    try (LocalRun run = start(directory, COUNT_OF_997, 1, List.of("g1"))) {
      StrategyManifests.await("records", () -> run.stages().getFirst().status().records() > 10);
      run.migrations().apply("move", request(Strategy.WindowSynchronised, null, 0));
      in(run, "move", EnumSet.of(MigrationPhase.Verifying));
      finish(run);
      backAtTheSource(run);
    }
  }

  @Test
  void aRunThatEndsWhenOnlySomeCountsHaveAgreedTakesThoseBackByForce() throws Exception {
    // With one key the other partition stays idle.
    try (LocalRun run = start(directory, COUNT_OF_5, 2, List.of("g1"))) {
      awaitOutputs(run);
      run.migrations().apply("move", request(Strategy.WindowSynchronised, null, 3));
      StrategyManifests.await(
          "a partition whose counts have agreed",
          () ->
              run.migrations().reports().getFirst().partitions().stream()
                  .anyMatch(move -> move.proof().synchronisation() != null));
      finish(run);
      backAtTheSource(run);
    }
  }

  @Test
  void aRunThatEndsWhileNoTargetStartsHasTheSourceBack() throws Exception {
    try (LocalRun run = start(directory, RUNNING, 3, GATES)) {
      awaitOutputs(run);
      noPlaceFor("south.move");
      run.migrations().apply("move", request(Strategy.Restart, Restart.WithState, null));
      in(run, "move", EnumSet.of(MigrationPhase.CuttingOver));
      StrategyManifests.await(
          "a source that has been stopped",
          () -> ((MovableStage) run.stages().getFirst()).running().isEmpty());
      assertThat(stage(finish(run)).recomputed()).isTrue();
      backAtTheSource(run);
    }
  }

  @Test
  void anAbortStartsTheSourceAgainAndItCanBeMovedLater() throws Exception {
    try (LocalRun run = start(directory, RUNNING, 3, GATES)) {
      awaitOutputs(run);
      noPlaceFor("south.move");
      MigrationRequestSpec request = request(Strategy.Restart, Restart.WithoutState, null);
      MigrationRequestSpec with = request(Strategy.Restart, Restart.WithState, null);
      run.migrations().apply("move", with);
      assertThatThrownBy(
              () -> run.migrations().apply("move", request(Strategy.StateTransfer, null, null)))
          .hasMessage("migration move has strategy Restart already: choose another name");
      in(run, "move", EnumSet.of(MigrationPhase.CuttingOver));
      run.migrations().apply("move", aborted(with));
      ended(run, "move");
      backAtTheSource(run);
      run.migrations().apply("again", request);
      assertThat(ended(run, "again").phase()).isEqualTo(MigrationPhase.Succeeded);
      finish(run);
      assertThat(run.stages().getFirst().pool()).isEqualTo("south");
    }
  }

  private static void backAtTheSource(LocalRun run) {
    MigrationReport move = ended(run, "move");
    assertThat(move.phase()).as(move.toString()).isEqualTo(MigrationPhase.RolledBack);
    assertThat(move.reason()).isEqualTo("abort was asked for");
    assertThat(run.stages().getFirst().pool()).isEqualTo("north");
  }

  /** A file where the directory of a replica would have to be. */
  private void noPlaceFor(String replica) throws Exception {
    Path stage = directory.resolve("data").resolve("stages").resolve("lots.count");
    Files.writeString(stage.resolve(replica), "in the way");
  }

  private static MigrationReport moved(LocalRun run) {
    MigrationReport move = ended(run, "move");
    assertThat(move.phase()).as(move.toString()).isEqualTo(MigrationPhase.Succeeded);
    assertThat(move.partitions()).allMatch(one -> one.opened() && one.proof().opening() == null);
    assertThat(move.verdict().tone()).isEqualTo(Tone.NOTICE);
    assertThat(move.verdict().sentence()).doesNotContain("proved");
    assertThat(run.stages().getFirst().pool()).isEqualTo("south");
    return move;
  }

  private static StageVerdict stage(RunResult result) {
    return result.checks().stages().getFirst();
  }

  private static Set<String> topics(LocalRun run) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", run.bootstrapServers()))) {
      return admin.listTopics().names().get();
    }
  }
}
