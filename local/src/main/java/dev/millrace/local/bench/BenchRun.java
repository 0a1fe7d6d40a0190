package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs measurements one after the other, each with a broker of its own. */
final class BenchRun {
  private final boolean quick;
  private final Consumer<String> progress;
  private final BenchOutcome outcome;

  BenchRun(boolean quick, Consumer<String> progress, BenchOutcome outcome) {
    this.quick = quick;
    this.progress = progress;
    this.outcome = outcome;
  }

  /** Tells the outcome of each measurement as soon as it has ended. */
  void of(List<Measurement> measurements)
      throws IOException, BrokerException, InterruptedException {
    outcome.begins(Machine.environment(quick));
    for (Measurement measurement : measurements) {
      Path directory = Files.createTempDirectory("millrace-bench-");
      try (Bench bench = Bench.start(directory, quick, measurement.brokerOptions(), progress)) {
        List<Row> rows = measurement.measure(bench);
        outcome.measured(rows, measurement.plots(rows));
      } finally {
        delete(directory);
      }
    }
    outcome.ends();
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
