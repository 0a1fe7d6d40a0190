package dev.millrace.local.cli;

import dev.millrace.local.RefusedException;
import dev.millrace.local.request.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which run a command is for. */
final class RunOption {
  @Option(
      names = "--run",
      paramLabel = "DIR",
      defaultValue = "run",
      description =
          "Directory of the run: where its report goes. Default: ${DEFAULT-VALUE}, as of 'millrace"
              + " run'.")
  private Path directory;

  /**
   * The directory of a run that is going on.
   *
   * @throws RefusedException if none is
   */
  RunDirectory running() throws RefusedException, IOException {
    RunDirectory run = new RunDirectory(directory);
    if (!run.isRunning()) {
      throw new RefusedException(
          "no run is going on in '%s'. Start one with 'millrace run DIR', or name its directory with --run."
              .formatted(directory));
    }
    return run;
  }

  /** The directory, whether its run goes on or not. */
  RunDirectory any() {
    return new RunDirectory(directory);
  }
}
