package dev.millrace.local.cli;

import dev.millrace.api.manifest.ProblemReport;
import dev.millrace.local.running.RunManifests;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks manifests and says everything that is wrong with them. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Checks the manifests of a directory and starts nothing.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:the manifests are right", "2:they are not; all problems are on stderr"})
public final class ValidateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Directory of the manifests.")
  private Path directory;

  private final PrintStream out;
  private final PrintStream err;

  ValidateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    RunManifests manifests = RunManifests.load(directory);
    if (manifests.graph().isEmpty()) {
      err.print(ProblemReport.render(manifests.problems()));
      return ExitCode.BAD_INPUT;
    }
    manifests
        .graph()
        .ifPresent(
            graph ->
                out.println(
                    "%s: %d gateways, %d stages, %d topics, %d fleets, no problem"
                        .formatted(
                            directory,
                            graph.gateways().size(),
                            graph.stages().size(),
                            graph.topics().size(),
                            graph.fleets().size())));
    return ExitCode.HOLDS;
  }
}
