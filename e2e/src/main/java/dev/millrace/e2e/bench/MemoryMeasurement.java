package dev.millrace.e2e.bench;

import dev.millrace.local.bench.Bar;
import dev.millrace.local.bench.ProcessFigures;
import dev.millrace.local.bench.Row;
import java.io.IOException;

/** Memory of the operator as the system sees it. */
final class MemoryMeasurement {
  private static final double MOST_MEBIBYTES = 160;

  private MemoryMeasurement() {}

  static Row measure(String when, OperatorProcess operator) throws IOException {
    ProcessFigures figures = operator.figures();
    return new Row("memory", when)
        .with("rssMiB", figures.rssMiB())
        .with("peakRssMiB", figures.peakRssMiB())
        .bar(Bar.atMost("rssMiB", MOST_MEBIBYTES));
  }
}
