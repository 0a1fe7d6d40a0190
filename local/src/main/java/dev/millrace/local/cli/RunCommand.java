package dev.millrace.local.cli;

import dev.millrace.api.manifest.ProblemReport;
import dev.millrace.local.RefusedException;
import dev.millrace.local.progress.Progress;
import dev.millrace.local.progress.ProgressForm;
import dev.millrace.local.report.ReportFiles;
import dev.millrace.local.running.RunFaults;
import dev.millrace.local.running.RunManifests;
import dev.millrace.local.running.RunOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the manifests of a directory in this process. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the manifests of a directory in this process: an embedded Kafka broker, the gateways on"
          + " their UDP ports, the stages on both engines, and simulated devices.",
      "At the end it checks its own output record by record and writes a report."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every check holds",
      "1:a check failed; the report and the last lines say which",
      "2:wrong manifests or options, or a port or directory that cannot be had; nothing was"
          + " started",
      "3:something failed while it ran",
      "130:ended at once by a second Ctrl-C"
    },
    footer = {
      "",
      "Ctrl-C ends the run in order: devices wait for their answers, stages read to the end, and"
          + " the checks follow.",
      "The log is written to millrace.log beside the report."
    })
public final class RunCommand implements Callable<Integer> {
  /** What goes to stdout. */
  enum Output {
    text,
    json
  }

  @Parameters(paramLabel = "DIR", description = "Directory of the manifests.")
  private Path directory;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description =
          "How long the devices send, such as 60s or 5m. Default: until all their phases are over,"
              + " or Ctrl-C.")
  private Duration duration;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      defaultValue = "run/report.json",
      description =
          "Where the report goes, as JSON; the same as a page, in HTML, stands beside it. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path report;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "Port of the broker on 127.0.0.1, for other Kafka clients. Default: a free one.")
  private int kafkaPort;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where topics and state are kept. Default: a temporary directory.")
  private Path dataDirectory;

  @Option(names = "--no-fleet", description = "Starts no simulated devices and waits for others.")
  private boolean noFleet;

  @Option(
      names = "--kill-gateway",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description =
          "Kills the gateways so long after everything runs, without warning, and starts them anew;"
              + " may be given several times. Each gateway runs in a process of its own then.")
  private List<Duration> kills = List.of();

  @Option(
      names = "--cut-broker",
      paramLabel = "FROM-UNTIL",
      converter = OutageOption.class,
      description =
          "Keeps the gateways from reaching the broker for a time, such as 10s-30s; may be given"
              + " several times.")
  private List<RunFaults.Outage> outages = List.of();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text, or json: one JSON object a line. Default: ${DEFAULT-VALUE}.")
  private Output output;

  private final PrintStream out;
  private final PrintStream err;

  RunCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    RunManifests manifests = RunManifests.load(directory);
    if (manifests.graph().isEmpty()) {
      err.print(ProblemReport.render(manifests.problems()));
      return ExitCode.BAD_INPUT;
    }
    try {
      LogFile.use(report.resolveSibling("millrace.log"));
    } catch (IOException e) {
      err.println("error: --report %s: its directory cannot be made: %s".formatted(report, e));
      return ExitCode.BAD_INPUT;
    }
    ProgressForm form = output == Output.json ? ProgressForm.JSON : ProgressForm.text();
    RunOptions options =
        new RunOptions(
            directory, duration, kafkaPort, dataDirectory, !noFleet, new RunFaults(kills, outages));
    try (Progress progress = form.open(out, "run " + directory, duration)) {
      ReportFiles files = ReportFiles.of(report);
      return new RunSession(manifests.graph().orElseThrow(), options, files, progress, err).run();
    } catch (RefusedException e) {
      err.println("error: " + e.getMessage());
      return ExitCode.BAD_INPUT;
    }
  }
}
