package dev.millrace.local.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationTargetSpec;
import dev.millrace.api.VerificationSpec;
import dev.millrace.api.manifest.ProblemReport;
import dev.millrace.local.report.migration.MigrationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of a local run: those of its manifests, and those asked for while it runs. */
class LocalMigrationTest {
  @TempDir Path directory;

  @Test
  void whatTheManifestsAndPeopleAskForHappensWhenItIsDue() throws Exception {
    Path manifests = manifests("millrace.dev/after: 1s");
    try (LocalRun run =
        LocalRun.start(
            RunManifests.load(manifests).graph().orElseThrow(),
            new RunOptions(manifests, null, 0, directory.resolve("data"), true, RunFaults.NONE),
            Clock.systemUTC(),
            new StopSignal())) {
      LocalMigrations migrations = run.migrations();
      assertThat(migrations.notBegun()).containsExactly("there");
      assertThatThrownBy(() -> migrations.apply("nowhere", request("lots/none", "south")))
          .hasMessage("no stage 'lots/none'. Stages: lots/count.");
      assertThatThrownBy(() -> migrations.apply("nowhere", request("lots/count", "west")))
          .hasMessage("no NodePool 'west'. NodePools: north, south.");
      MigrationReport there = ended(migrations, "there");
      assertThat(there.phase()).as(there.toString()).isEqualTo(MigrationPhase.Succeeded);
      assertThat(run.stages().getFirst().pool()).isEqualTo("south");

      migrations.apply("back", request("lots/count", "north"));
      migrations.apply("second", request("lots/count", "south"));
      MigrationReport second = ended(migrations, "second");
      assertThat(second.phase()).isEqualTo(MigrationPhase.Refused);
      assertThat(second.reason()).contains("migration back of lots/count is under way");
      MigrationReport back = ended(migrations, "back");
      assertThat(back.phase()).as(back.toString()).isEqualTo(MigrationPhase.Succeeded);
      assertThat(back.partitions()).allMatch(move -> !move.differs() && move.opened());

      RunResult result = new RunEnd(run, phase -> {}).finish(StopSignal.Reason.INTERRUPTED);
      assertThat(result.holds()).as(result.toString()).isTrue();
    }
  }

  @Test
  void aLaterRunFindsTheStageWhereItWasLeft() throws Exception {
    Path manifests = manifests("millrace.dev/after: 500ms");
    Path data = directory.resolve("data");
    for (int number = 0; number < 2; number++) {
      try (LocalRun run =
          LocalRun.start(
              RunManifests.load(manifests).graph().orElseThrow(),
              new RunOptions(manifests, null, 0, data, true, RunFaults.NONE),
              Clock.systemUTC(),
              new StopSignal())) {
        MigrationReport there = ended(run.migrations(), "there");
        assertThat(there.phase())
            .as(there.toString())
            .isEqualTo(number == 0 ? MigrationPhase.Succeeded : MigrationPhase.Refused);
        assertThat(run.stages().getFirst().pool()).isEqualTo("south");
        RunResult result = new RunEnd(run, phase -> {}).finish(StopSignal.Reason.INTERRUPTED);
        assertThat(result.holds()).as(result.toString()).isTrue();
      }
    }
  }

  @Test
  void aStandbyFollowsAndTakesOverWhenTheOwnerIsGone() throws Exception {
    Path manifests = manifests("millrace.dev/after: 10m");
    Path all = manifests.resolve("all.yaml");
    Files.writeString(
        all,
        Files.readString(all)
            .replace(
                "    pool: north\n    steps", "    pool: north\n    standby: south\n    steps"));
    try (LocalRun run =
        LocalRun.start(
            RunManifests.load(manifests).graph().orElseThrow(),
            new RunOptions(manifests, null, 0, directory.resolve("data"), true, RunFaults.NONE),
            Clock.systemUTC(),
            new StopSignal())) {
      MovableStage stage = (MovableStage) run.stages().getFirst();
      await("a standby that follows")
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () ->
                  stage
                      .running("south.standby")
                      .map(one -> one.monitor().sum(meter -> meter.frontier()) > 0)
                      .orElse(false));
      stage.running("north").orElseThrow().close();
      await("the standby owns the stage")
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> stage.acknowledgedTo().size() == 3);
      assertThat(stage.pool()).isEqualTo("south");
      RunResult result = new RunEnd(run, phase -> {}).finish(StopSignal.Reason.INTERRUPTED);
      assertThat(result.holds()).as(result.toString()).isTrue();
    }
  }

  private static MigrationReport ended(LocalMigrations migrations, String name) {
    return await("end of " + name)
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                migrations.reports().stream()
                    .filter(report -> report.name().equals(name))
                    .filter(
                        report ->
                            List.of(
                                    MigrationPhase.Succeeded,
                                    MigrationPhase.RolledBack,
                                    MigrationPhase.Refused)
                                .contains(report.phase()))
                    .findFirst()
                    .orElse(null),
            report -> report != null);
  }

  private static MigrationRequestSpec request(String stage, String pool) {
    return new MigrationRequestSpec(
        stage,
        new MigrationTargetSpec(pool, null, null),
        MigrationRequestSpec.Strategy.Parallel,
        null,
        null,
        new VerificationSpec(null, 20, "100ms", VerificationSpec.Promotion.Automatic),
        "300ms",
        "30s",
        false,
        false,
        false);
  }

  private Path manifests(String annotation) throws Exception {
    Path manifests = Files.createDirectories(directory.resolve("manifests"));
    Files.writeString(
        manifests.resolve("all.yaml"),
        """
        apiVersion: millrace.dev/v1alpha1
        kind: NodePool
        metadata: {name: north}
        spec: {tier: Edge}
        ---
        apiVersion: millrace.dev/v1alpha1
        kind: NodePool
        metadata: {name: south}
        spec: {tier: Edge}
        ---
        apiVersion: millrace.dev/v1alpha1
        kind: CoapGateway
        metadata: {name: gates}
        spec:
          pool: north
          kafka: {bootstrapServers: "kafka:9092"}
          listeners:
          - {protocol: coap, port: %d}
          resources:
          - path: /gates/{gate}
            formats: [application/json]
            topic: crossings
            key: path.gate
        ---
        apiVersion: millrace.dev/v1alpha1
        kind: DeviceFleet
        metadata: {name: sensors}
        spec:
          gateway: gates
          devices: 10
          seed: 7
          path: /gates/{gate}
          variables: {gate: [g1, g2, g3, g4, g5]}
          payload: {cars: {constant: 1}}
          phases:
          - {rate: 20}
        ---
        apiVersion: millrace.dev/v1alpha1
        kind: StreamPipeline
        metadata: {name: lots}
        spec:
          kafka: {bootstrapServers: "kafka:9092"}
          topics:
            crossings: {partitions: 3, fields: {cars: int}}
            counts: {partitions: 2}
          stages:
          - name: count
            from: crossings
            pool: north
            steps:
            - running: {cars: sum(value.cars)}
            to: {topic: counts}
        ---
        apiVersion: millrace.dev/v1alpha1
        kind: MigrationRequest
        metadata:
          name: there
          annotations: {%s}
        spec:
          stage: lots/count
          to: {pool: south}
          verification: {minimumRecords: 20, minimumDuration: 100ms}
          keepSource: 300ms
        """
            .formatted(ManifestText.freePort(), annotation));
    assertThat(ProblemReport.render(RunManifests.load(manifests).problems())).isEmpty();
    return manifests;
  }
}
