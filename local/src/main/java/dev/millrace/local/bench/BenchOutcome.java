package dev.millrace.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where what a bench finds goes: tables and plots as soon as there are any, as a bench may take an
 * hour and be stopped before its end; JSON or CSV at the end.
 */
final class BenchOutcome {
  private final String bench;
  private final BenchOptions options;
  private final PrintWriter out;
  private final PrintWriter err;
  private final List<Row> all = new ArrayList<>();
  private Map<String, Object> environment = Map.of();

  BenchOutcome(String bench, BenchOptions options, PrintWriter out, PrintWriter err) {
    this.bench = bench;
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** The machine, as it is before the first measurement. */
  void begins(Map<String, Object> machine) {
    environment = machine;
    print(Rendering.environment(environment));
  }

  void measured(List<Row> rows, List<Plot> plots) throws IOException {
    all.addAll(rows);
    print(Rendering.tables(rows));
    if (options.plots != null) {
      for (Path file : PlotFiles.write(bench, plots, options.plots)) {
        err.println("drawn: " + file);
      }
      err.flush();
    }
  }

  void ends() throws JsonProcessingException {
    if (options.output == BenchOptions.Output.json) {
      out.println(Rendering.json(bench, environment, all));
    } else if (options.output == BenchOptions.Output.csv) {
      out.print(Rendering.csv(all));
    }
    out.flush();
  }

  private void print(String text) {
    if (options.output == BenchOptions.Output.table) {
      out.print(text);
      out.flush();
    }
  }
}
