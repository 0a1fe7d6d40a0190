package dev.millrace.local.bench.coap;

import dev.millrace.local.bench.Answers;
import dev.millrace.local.bench.ProcessFigures;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the process of a load tool tells at its end: what the clients saw, and its own cost. */
final class LoadReport {
  /** Processor time of the tool as a share of one processor, as long as the load went on. */
  static final String CPU = "loadCpu";

  private LoadReport() {}

  /**
   * Prints it.
   *
   * @param seconds that the load took
   */
  static void print(int seconds, Map<String, Object> figures) throws IOException {
    Map<String, Object> report = new LinkedHashMap<>(figures);
    long nanos = new ProcessFigures(ProcessHandle.current().pid()).cpuNanos();
    report.put(CPU, nanos / (double) TimeUnit.SECONDS.toNanos(seconds));
    Answers.print(report);
  }
}
