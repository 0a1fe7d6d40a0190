package dev.millrace.local.bench;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of all benchmarks. */
final class BenchOptions {
  @Option(names = "--quick", description = "Two minutes: fewer records and rounds, so more noise.")
  boolean quick;

  @Option(
      names = "--output",
      paramLabel = "table|json|csv",
      defaultValue = "table",
      description = "How the results are written (default: ${DEFAULT-VALUE}).")
  Output output = Output.table;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only these measurements; names as in the tables' first column.")
  List<String> only = List.of();

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description = "Also draws the results, as SVG files in this directory.")
  Path plots;

  /** How results are written; as on the command line. */
  enum Output {
    table,
    json,
    csv
  }

  /** The measurements that were asked for, all of them if none was named. */
  List<Measurement> choose(List<Measurement> measurements, CommandLine command) {
    List<String> names = measurements.stream().map(Measurement::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            command,
            "--only: no measurement '%s' here; there are %s"
                .formatted(name, String.join(", ", names)));
      }
    }
    return only.isEmpty()
        ? measurements
        : measurements.stream().filter(measurement -> only.contains(measurement.name())).toList();
  }
}
