package dev.millrace.local.cli;

import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationTargetSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.VerificationSpec;
import dev.millrace.api.manifest.Resource;
import dev.millrace.local.RefusedException;
import dev.millrace.local.request.RequestManifest;
import dev.millrace.local.request.RunDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves a stage of a run that is going on. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = {
      "Moves a running stage of 'millrace run' to another pool, proves that source and target"
          + " compute the same, and switches without losing or repeating an output. Other"
          + " strategies than Parallel move it without a comparison.",
      "The run may be in another terminal; it is found by its directory."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:asked for; with --watch: it has succeeded",
      "1:with --watch: it has been rolled back",
      "2:refused, or no run is going on",
      "3:the run does not answer"
    },
    footer = {
      "",
      "Examples:",
      "  millrace migrate parking/free --to edge-north --watch",
      "  millrace migrate parking/free --to cloud --strategy Restart --without-state",
      "  millrace migrate -f battery-change.yaml --watch"
    })
public final class MigrateCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "PIPELINE/STAGE", description = "The stage to move.")
  private String stage;

  @Option(names = "--to", paramLabel = "POOL", description = "NodePool that it goes to.")
  private String pool;

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description = "A MigrationRequest manifest instead of the other options.")
  private Path file;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "Light or Flink. Default: what the tier of the pool says.")
  private StageSpec.Engine engine;

  @Option(names = "--parallelism", paramLabel = "N", description = "Default: as it is.")
  private Integer parallelism;

  @Mixin private StrategyOptions how;

  @Option(
      names = "--minimum-records",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Records to be compared before the switch. Default: ${DEFAULT-VALUE}.")
  private int minimumRecords;

  @Option(
      names = "--minimum-duration",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "How long to compare at least. Default: ${DEFAULT-VALUE}.")
  private String minimumDuration;

  @Option(names = "--manual", description = "Switch only after 'millrace promote NAME'.")
  private boolean manual;

  @Option(
      names = "--report-only",
      description = "Differences are shown and not rolled back; switches only when promoted.")
  private boolean reportOnly;

  @Option(
      names = "--keep-source",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long a roll-back stays possible. Default: ${DEFAULT-VALUE}.")
  private String keepSource;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "10m",
      description = "After that it is rolled back. Default: ${DEFAULT-VALUE}.")
  private String deadline;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the migration. Default: STAGE-to-POOL.")
  private String name;

  @Option(
      names = {"-w", "--watch"},
      description = "Shows how it goes on until it has ended.")
  private boolean watch;

  @Mixin private RunOption run;
  @Spec private CommandSpec command;

  private final PrintStream out;
  private final PrintStream err;

  MigrateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    try {
      String[] request = request();
      RunDirectory directory = run.running();
      String asked = file == null ? freeName(directory, request[0]) : request[0];
      directory.writeRequest(asked, request[1].replace(PLACEHOLDER, asked));
      return new MigrationFollower(directory, asked, out, err).follow(watch);
    } catch (RefusedException | IllegalArgumentException e) {
      err.println("error: " + e.getMessage());
      return ExitCode.BAD_INPUT;
    }
  }

  private static final String PLACEHOLDER = "name-to-be-chosen";

  /** Name and manifest of what is asked for, checked as a manifest in a file is. */
  private String[] request() throws RefusedException, IOException {
    how.check(command.commandLine().getParseResult()::hasMatchedOption, file != null);
    if (file != null) {
      if (!Files.isReadable(file)) {
        throw new RefusedException(file + " cannot be read");
      }
      String text = Files.readString(file);
      Resource<MigrationRequestSpec> read = RequestManifest.read(file.toString(), text);
      return new String[] {read.name(), text};
    }
    if (stage == null || pool == null) {
      throw new RefusedException(
          "say which stage moves and where: PIPELINE/STAGE --to POOL, or -f FILE");
    }
    MigrationRequestSpec spec =
        new MigrationRequestSpec(
            stage,
            new MigrationTargetSpec(pool, engine, parallelism),
            how.strategy(),
            how.synchronisation(),
            how.restart(),
            verification(),
            keepSource,
            deadline,
            false,
            false,
            false);
    String text = RequestManifest.text(name == null ? PLACEHOLDER : name, spec);
    RequestManifest.read("the request", text);
    String wanted = name == null ? stage.substring(stage.indexOf('/') + 1) + "-to-" + pool : name;
    return new String[] {wanted, text};
  }

  private VerificationSpec verification() {
    return how.strategy() != MigrationRequestSpec.Strategy.Parallel
        ? null
        : new VerificationSpec(
            reportOnly ? VerificationSpec.Mode.Report : null,
            minimumRecords,
            minimumDuration,
            manual ? VerificationSpec.Promotion.Manual : VerificationSpec.Promotion.Automatic);
  }

  /** A name of its own for each, as kubectl's generateName gives one. */
  private String freeName(RunDirectory directory, String wanted) throws IOException {
    if (name != null) {
      return wanted;
    }
    String free = wanted;
    for (int number = 2;
        directory.request(free).isPresent() || directory.status(free).isPresent();
        number++) {
      free = wanted + "-" + number;
    }
    return free;
  }
}
