package dev.millrace.local.progress;

import dev.millrace.local.report.ReportFiles;
import dev.millrace.local.report.Reports;
import dev.millrace.local.report.RunReport;
import dev.millrace.local.running.RunStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object a line: phases, the status every few seconds, and the report at the end. */
final class JsonProgress implements Progress {
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final PrintStream out;
  private Duration next = Duration.ZERO;

  JsonProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void phase(String what) {
    print("phase", "phase", what);
  }

  @Override
  public void status(RunStatus status) {
    if (status.elapsed().compareTo(next) >= 0) {
      next = status.elapsed().plus(PERIOD);
      print("status", "status", status);
    }
  }

  @Override
  public void finished(RunReport report, ReportFiles files) {
    print("result", "report", report);
  }

  private void print(String event, String name, Object value) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", event);
    line.put(name, value);
    out.println(Reports.line(line));
  }
}
