package dev.millrace.local.cli;

import dev.millrace.local.RefusedException;
import dev.millrace.local.progress.Progress;
import dev.millrace.local.report.ReportBuilder;
import dev.millrace.local.report.ReportFiles;
import dev.millrace.local.report.Reports;
import dev.millrace.local.report.RunReport;
import dev.millrace.local.report.RunTimes;
import dev.millrace.local.report.page.PageFile;
import dev.millrace.local.request.RequestWatch;
import dev.millrace.local.request.RunDirectory;
import dev.millrace.local.running.LocalRun;
import dev.millrace.local.running.RunEnd;
import dev.millrace.local.running.RunOptions;
import dev.millrace.local.running.RunResult;
import dev.millrace.local.running.StatusSampler;
import dev.millrace.local.running.StopSignal;
import dev.millrace.stream.pipeline.PipelineGraph;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One run from its start to its exit status, with everything that it shows on the way. */
final class RunSession {
  private final PipelineGraph graph;
  private final RunOptions options;
  private final ReportFiles reportFiles;
  private final Progress progress;
  private final PrintStream err;
  private final Clock clock = Clock.systemUTC();

  RunSession(
      PipelineGraph graph,
      RunOptions options,
      ReportFiles reportFiles,
      Progress progress,
      PrintStream err) {
    this.graph = graph;
    this.options = options;
    this.reportFiles = reportFiles;
    this.progress = progress;
    this.err = err;
  }

  int run() throws RefusedException, InterruptedException {
    Instant startedAt = clock.instant();
    long start = System.nanoTime();
    progress.phase("starting");
    StopSignal stop = new StopSignal();
    Signals.handle(() -> stop.request(StopSignal.Reason.INTERRUPTED), progress::close);
    try (LocalRun run = LocalRun.start(graph, options, clock, stop)) {
      Duration startup = since(start);
      progress.phase("running, Ctrl-C ends it in order");
      RequestWatch requests = requests(run);
      StatusTicker ticker =
          StatusTicker.start(progress, new StatusSampler(run, clock, System::nanoTime));
      long running = System.nanoTime();
      StopSignal.Reason reason = run.awaitEnd();
      Duration ran = since(running);
      long ending = System.nanoTime();
      Stopwatch checking = new Stopwatch();
      RunEnd end =
          new RunEnd(
              run,
              phase -> {
                ticker.phase(phase);
                checking.startIf(phase.startsWith("checking"));
              });
      RunResult result = end.finish(reason);
      ticker.stop();
      close(requests);
      RunTimes times = new RunTimes(startedAt, startup, ran, since(ending), checking.elapsed());
      return report(
          ReportBuilder.of(run, result, times, run.migrations().reports(), run.watch().timelines()),
          reason);
    }
  }

  /** Lets other processes ask for migrations; without a directory for it nobody can. */
  private RequestWatch requests(LocalRun run) {
    Path directory = reportFiles.json().toAbsolutePath().getParent();
    try {
      return RequestWatch.start(
          new RunDirectory(directory), run.migrations()::apply, run.migrations()::reports);
    } catch (IOException e) {
      err.println("warning: nobody can ask for migrations in %s: %s".formatted(directory, e));
      return null;
    }
  }

  private void close(RequestWatch requests) {
    try {
      if (requests != null) {
        requests.close();
      }
    } catch (IOException e) {
      err.println("warning: " + e);
    }
  }

  private int report(RunReport report, StopSignal.Reason reason) {
    progress.finished(report, reportFiles);
    try {
      Reports.write(report, reportFiles.json());
      PageFile.write(report, reportFiles.page());
    } catch (IOException e) {
      err.println("error: the report cannot be written: " + e);
      return ExitCode.FAILED;
    }
    if (reason == StopSignal.Reason.FAILED) {
      return ExitCode.FAILED;
    }
    return report.holds() ? ExitCode.HOLDS : ExitCode.CHECK_FAILED;
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
