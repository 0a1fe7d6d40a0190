package dev.millrace.local.progress;

import dev.millrace.local.report.ReportFiles;
import dev.millrace.local.report.RunReport;
import dev.millrace.local.running.RunStatus;
import java.io.PrintStream;
import java.time.Duration;

/** The whole table once, then a line every few seconds: for files and pipes. */
final class LineProgress implements Progress {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final PrintStream out;
  private final StatusTable table;
  private final MigrationNews news = new MigrationNews();
  private Duration next = Duration.ZERO;

  LineProgress(PrintStream out, String title, Duration duration) {
    this.out = out;
    this.table = new StatusTable(title, duration);
  }

  @Override
  public void phase(String what) {
    out.println(what + " ...");
  }

  @Override
  public void status(RunStatus status) {
    news.lines(status.elapsed(), status.migrations()).forEach(out::println);
    if (status.elapsed().compareTo(next) < 0) {
      return;
    }
    if (next.isZero()) {
      table.lines(status).forEach(out::println);
    } else {
      out.println(table.line(status));
    }
    next = next.plus(PERIOD);
  }

  @Override
  public void finished(RunReport report, ReportFiles files) {
    Verdict.lines(report, files).forEach(out::println);
  }
}
