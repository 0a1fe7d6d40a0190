package dev.millrace.local.cli;

import dev.millrace.api.MigrationPhase;
import dev.millrace.local.progress.ConsistencyText;
import dev.millrace.local.progress.MigrationText;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.request.RunDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Waits for what a run says of one migration, and shows it. */
final class MigrationFollower {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 100;

  private final RunDirectory directory;
  private final String name;
  private final PrintStream out;
  private final PrintStream err;

  MigrationFollower(RunDirectory directory, String name, PrintStream out, PrintStream err) {
    this.directory = directory;
    this.name = name;
    this.out = out;
    this.err = err;
  }

  /** Waits for the answer, or with {@code toTheEnd} for the end; the exit status. */
  int follow(boolean toTheEnd) throws IOException, InterruptedException {
    long start = System.nanoTime();
    String last = "";
    while (true) {
      Optional<MigrationReport> report = directory.status(name);
      boolean alive = directory.isRunning();
      if (report.isPresent()) {
        last = show(report.get(), last);
        if (isOver(report.get())) {
          return ended(report.get());
        }
        if (!toTheEnd) {
          out.println("follow it with: millrace migrations --watch " + name);
          return ExitCode.HOLDS;
        }
      } else if (System.nanoTime() - start > ANSWER.toNanos()) {
        err.println("error: the run has not answered for " + ANSWER.toSeconds() + " s");
        return ExitCode.FAILED;
      }
      if (!alive) {
        err.println("error: the run ended before migration " + name + " did");
        return ExitCode.FAILED;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private String show(MigrationReport report, String last) {
    String line = MigrationText.line(Duration.ofMillis(report.durationMillis()), report);
    String what = line.substring(line.indexOf(' '));
    if (!what.equals(last)) {
      out.println(line);
    }
    return what;
  }

  private int ended(MigrationReport report) {
    if (report.phase() != MigrationPhase.Refused) {
      ConsistencyText.lines(report).forEach(out::println);
    }
    return switch (report.phase()) {
      case Succeeded -> ExitCode.HOLDS;
      case RolledBack -> ExitCode.CHECK_FAILED;
      default -> ExitCode.BAD_INPUT;
    };
  }

  private static boolean isOver(MigrationReport report) {
    return switch (report.phase()) {
      case Succeeded, RolledBack, Refused -> true;
      default -> false;
    };
  }
}
