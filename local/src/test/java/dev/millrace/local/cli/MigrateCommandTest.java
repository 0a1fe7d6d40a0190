package dev.millrace.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationRequestSpec.Restart;
import dev.millrace.api.MigrationRequestSpec.Strategy;
import dev.millrace.api.SynchronisationSpec;
import dev.millrace.api.SynchronisationSpec.Kind;
import dev.millrace.api.VerificationSpec.Mode;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationSide;
import dev.millrace.local.request.RequestManifest;
import dev.millrace.local.request.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What 'millrace migrate' asks a run for, and what it refuses before it asks. */
class MigrateCommandTest {
  @TempDir Path directory;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private RunDirectory run;

  @BeforeEach
  void begin() throws Exception {
    run = new RunDirectory(directory.resolve("run"));
    run.begin();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --without-state                                | --without-state needs --strategy Restart
          --strategy StateTransfer --without-state       | --without-state needs --strategy Restart
          --factor 3                                     | --factor needs --strategy WindowSynchronised
          --strategy Restart --factor 0                  | --factor needs --strategy WindowSynchronised
          --strategy WindowSynchronised --factor -1      | --factor -1: 0 or more records
          --strategy Restart --manual                    | --manual needs --strategy Parallel; Restart compares nothing
          --strategy StateTransfer --keep-source 3s      | --keep-source needs --strategy Parallel
          --strategy WindowSynchronised --report-only    | --report-only needs --strategy Parallel
          --strategy Restart --minimum-records 1000      | --minimum-records needs --strategy Parallel
          --strategy Restart --minimum-duration 2s       | --minimum-duration needs --strategy Parallel
          """)
  void whatMakesNoSenseTogetherIsRefused(String options, String error) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("lots/count", "--to", "south"));
    arguments.addAll(List.of(options.split(" ")));
    assertThat(migrate(arguments)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: " + error);
    assertThat(run.readRequests()).isEmpty();
  }

  @Test
  void aManifestSaysItselfHowTheStageIsMoved() throws Exception {
    Path file = Files.writeString(directory.resolve("move.yaml"), manifest("Restart", ""));
    assertThat(migrate(List.of("-f", file.toString(), "--strategy", "Restart")))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("error: --strategy is for the manifest to say");
  }

  @Test
  void aRestartIsWithStateUnlessItIsSaid() throws Exception {
    MigrationRequestSpec with = asked("--strategy", "Restart");
    assertThat(with.strategy()).isEqualTo(Strategy.Restart);
    assertThat(with.restart()).isEqualTo(Restart.WithState);
    assertThat(asked("--strategy", "Restart", "--without-state").restart())
        .isEqualTo(Restart.WithoutState);
  }

  @Test
  void aFactorAboveZeroIsWeak() throws Exception {
    assertThat(asked("--strategy", "WindowSynchronised").synchronisation()).isNull();
    assertThat(asked("--strategy", "WindowSynchronised", "--factor", "0").synchronisation())
        .isEqualTo(new SynchronisationSpec(0, Kind.Strong));
    assertThat(asked("--strategy", "WindowSynchronised", "--factor", "30").synchronisation())
        .isEqualTo(new SynchronisationSpec(30, Kind.Weak));
  }

  @Test
  void reportIsAModeOfTheVerification() throws Exception {
    assertThat(asked("--report-only").verification().mode()).isEqualTo(Mode.Report);
    assertThat(asked().verification().mode()).isNotEqualTo(Mode.Report);
  }

  @Test
  void aManifestsStrategyReachesTheRun() throws Exception {
    Path restart =
        Files.writeString(
            directory.resolve("restart.yaml"), manifest("Restart", "restart: WithoutState"));
    Path counts =
        Files.writeString(
            directory.resolve("counts.yaml"),
            manifest("WindowSynchronised", "synchronisation: {factor: 30, kind: Weak}"));
    answer();
    assertThat(migrate(List.of("-f", restart.toString()))).isEqualTo(ExitCode.HOLDS);
    assertThat(request().restart()).isEqualTo(Restart.WithoutState);
    assertThat(migrate(List.of("-f", counts.toString()))).isEqualTo(ExitCode.HOLDS);
    assertThat(request().synchronisation()).isEqualTo(new SynchronisationSpec(30, Kind.Weak));
  }

  @Test
  void nobodyPromotesWhatWaitsForNobody() throws Exception {
    answer();
    assertThat(execute(List.of("promote", "move"))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("error: migration move has strategy Restart, which waits for nobody");
  }

  private static String manifest(String strategy, String more) {
    return """
    apiVersion: millrace.dev/v1alpha1
    kind: MigrationRequest
    metadata: {name: move}
    spec:
      stage: lots/count
      to: {pool: south}
      strategy: %s
      %s
    """
        .formatted(strategy, more);
  }

  /** What the run is asked for with these options. */
  private MigrationRequestSpec asked(String... options) throws Exception {
    answer();
    List<String> arguments =
        new ArrayList<>(List.of("lots/count", "--to", "south", "--name", "move"));
    arguments.addAll(List.of(options));
    assertThat(migrate(arguments)).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return request();
  }

  private MigrationRequestSpec request() throws Exception {
    return RequestManifest.read("move", run.request("move").orElseThrow()).spec();
  }

  /** What the run would say of it. */
  private void answer() throws Exception {
    MigrationSide side = new MigrationSide("north", "light");
    run.writeStatus(
        new MigrationReport(
            "move",
            "lots/count",
            Strategy.Restart,
            Restart.WithState,
            side,
            side,
            MigrationPhase.Transferring,
            null,
            0,
            List.of(),
            List.of()));
  }

  private int migrate(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("migrate"));
    all.addAll(arguments);
    return execute(all);
  }

  private int execute(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--run", run.path().toString()));
    return Commands.execute(
        all.toArray(String[]::new),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
