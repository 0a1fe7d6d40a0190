package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs measurements one after the other, each with a broker of its own. */
final class BenchRun {
  private final boolean quick;
  private final Consumer<String> progress;

  /**
   * What came out.
   *
   * @param environment the machine, as it was before the first measurement
   * @param rows of all measurements
   * @param plots of them
   */
  record Result(Map<String, Object> environment, List<Row> rows, List<Plot> plots) {}

  BenchRun(boolean quick, Consumer<String> progress) {
    this.quick = quick;
    this.progress = progress;
  }

  Result of(List<Measurement> measurements)
      throws IOException, BrokerException, InterruptedException {
    Map<String, Object> environment = Machine.environment(quick);
    List<Row> rows = new ArrayList<>();
    List<Plot> plots = new ArrayList<>();
    for (Measurement measurement : measurements) {
      Path directory = Files.createTempDirectory("millrace-bench-");
      try (Bench bench = Bench.start(directory, quick, measurement.brokerOptions(), progress)) {
        List<Row> measured = measurement.measure(bench);
        rows.addAll(measured);
        plots.addAll(measurement.plots(measured));
      } finally {
        delete(directory);
      }
    }
    return new Result(environment, rows, plots);
  }

  /** Deletes a directory with all that is in it. */
  static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
