package dev.millrace.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationRequestSpec.Restart;
import dev.millrace.api.MigrationRequestSpec.Strategy;
import dev.millrace.api.MigrationTargetSpec;
import dev.millrace.api.SynchronisationSpec;
import dev.millrace.api.SynchronisationSpec.Kind;
import dev.millrace.api.manifest.ProblemReport;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.stream.pipeline.PipelineGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A run with one stage that is to be moved between two edges, and what is asked of it. */
final class StrategyManifests {
  static final String RUNNING = "[{running: {cars: sum(value.cars)}}]";
  static final Set<MigrationPhase> ENDS =
      EnumSet.of(MigrationPhase.Succeeded, MigrationPhase.RolledBack, MigrationPhase.Refused);

  private StrategyManifests() {}

  /** Starts the run: its stage {@code lots/count} begins in the pool north. */
  static LocalRun start(Path directory, String steps, int partitions, List<String> gates)
      throws Exception {
    Path manifests = Files.createDirectories(directory.resolve("manifests"));
    return LocalRun.start(
        graph(manifests, steps, partitions, gates),
        new RunOptions(manifests, null, 0, directory.resolve("data"), true, RunFaults.NONE),
        Clock.systemUTC(),
        new StopSignal());
  }

  private static PipelineGraph graph(
      Path manifests, String steps, int partitions, List<String> gates) throws IOException {
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
          variables: {gate: %s}
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
            crossings: {partitions: %d, fields: {cars: int}, tickInterval: 0s}
            counts: {partitions: 2}
          stages:
          - name: count
            from: crossings
            pool: north
            steps: %s
            to: {topic: counts}
        """
            .formatted(ManifestText.freePort(), gates, partitions, steps));
    RunManifests read = RunManifests.load(manifests);
    assertThat(ProblemReport.render(read.problems())).isEmpty();
    return read.graph().orElseThrow();
  }

  /** A request to move the stage to the pool south. */
  static MigrationRequestSpec request(Strategy strategy, Restart restart, Integer factor) {
    return new MigrationRequestSpec(
        "lots/count",
        new MigrationTargetSpec("south", null, null),
        strategy,
        factor == null
            ? null
            : new SynchronisationSpec(factor, factor == 0 ? Kind.Strong : Kind.Weak),
        restart,
        null,
        "30s",
        "60s",
        false,
        false,
        false);
  }

  /** The same, given up. */
  static MigrationRequestSpec aborted(MigrationRequestSpec request) {
    return new MigrationRequestSpec(
        request.stage(),
        request.to(),
        request.strategy(),
        request.synchronisation(),
        request.restart(),
        request.verification(),
        request.keepSource(),
        request.deadline(),
        false,
        true,
        false);
  }

  /** Waits until outputs have come, so that there is something to move. */
  static void awaitOutputs(LocalRun run) {
    await("outputs", () -> run.stages().getFirst().status().outputs() > 5);
  }

  /** Waits for the end of a migration. */
  static MigrationReport ended(LocalRun run, String name) {
    return in(run, name, ENDS);
  }

  /** Waits until a migration is in one of these phases. */
  static MigrationReport in(LocalRun run, String name, Set<MigrationPhase> phases) {
    await(name + " in " + phases, () -> phases.contains(report(run, name).phase()));
    return report(run, name);
  }

  private static MigrationReport report(LocalRun run, String name) {
    return run.migrations().reports().stream()
        .filter(report -> report.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  /** Ends the run, which has to hold. */
  static RunResult finish(LocalRun run) throws Exception {
    RunResult result = new RunEnd(run, phase -> {}).finish(StopSignal.Reason.INTERRUPTED);
    assertThat(result.drained()).as(result.toString()).isTrue();
    assertThat(result.holds()).as(result.toString()).isTrue();
    return result;
  }
}
