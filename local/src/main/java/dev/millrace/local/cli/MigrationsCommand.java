package dev.millrace.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.local.RefusedException;
import dev.millrace.local.progress.MigrationTable;
import dev.millrace.local.report.migration.MigrationReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the migrations of a run. */
@Command(
    name = "migrations",
    mixinStandardHelpOptions = true,
    description = "Lists the migrations of a run, or follows one of them.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:listed; with --watch: it has succeeded",
      "1:with --watch: it has been rolled back",
      "2:with --watch: it was refused, or no run is going on",
      "3:the run does not answer"
    })
public final class MigrationsCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "One migration.")
  private String name;

  @Option(
      names = {"-w", "--watch"},
      description = "Shows how it goes on until it has ended; needs NAME.")
  private boolean watch;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text, or json: an array. Default: ${DEFAULT-VALUE}.")
  private RunCommand.Output output;

  @Mixin private RunOption run;

  private final PrintStream out;
  private final PrintStream err;

  MigrationsCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    try {
      if (watch) {
        if (name == null) {
          throw new RefusedException("--watch needs the NAME of a migration");
        }
        return new MigrationFollower(run.running(), name, out, err).follow(true);
      }
      List<MigrationReport> all =
          run.any().allStatuses().stream()
              .filter(report -> name == null || report.name().equals(name))
              .toList();
      if (name != null && all.isEmpty()) {
        throw new RefusedException("no migration '" + name + "'");
      }
      print(all);
      return ExitCode.HOLDS;
    } catch (RefusedException e) {
      err.println("error: " + e.getMessage());
      return ExitCode.BAD_INPUT;
    }
  }

  private void print(List<MigrationReport> all) throws IOException {
    if (output == RunCommand.Output.json) {
      out.println(new ObjectMapper().writeValueAsString(all));
    } else {
      MigrationTable.lines(all).forEach(out::println);
    }
  }
}
