package dev.millrace.local.progress;

import dev.millrace.local.report.ReportFiles;
import dev.millrace.local.report.RunReport;
import dev.millrace.local.running.RunStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** A table in a terminal, drawn again in place, with the present phase below it. */
final class TerminalProgress implements Progress {
  private static final int DRAWINGS_PER_WIDTH = 10;

  private final Screen screen;
  private final StatusTable table;
  private final IntSupplier width;
  private final PrintStream out;
  private List<String> lines = List.of();
  private String phase = "";
  private int lastWidth;
  private int drawings;

  TerminalProgress(PrintStream out, String title, Duration duration, IntSupplier width) {
    this.screen = new Screen(out);
    this.table = new StatusTable(title, duration);
    this.width = width;
    this.out = out;
  }

  @Override
  public void phase(String what) {
    phase = what;
    draw();
  }

  @Override
  public void status(RunStatus status) {
    lines = table.lines(status);
    draw();
  }

  @Override
  public void finished(RunReport report, ReportFiles files) {
    phase = "";
    draw();
    screen.release();
    Verdict.lines(report, files).forEach(out::println);
  }

  @Override
  public void close() {
    screen.release();
  }

  private void draw() {
    if (drawings++ % DRAWINGS_PER_WIDTH == 0) {
      lastWidth = width.getAsInt();
    }
    List<String> all = new ArrayList<>(lines);
    if (!phase.isEmpty()) {
      all.add(phase + " …");
    }
    screen.draw(all, lastWidth);
  }
}
