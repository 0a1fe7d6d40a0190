package dev.millrace.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Moves as the benchmark measures them, in small. */
final class MoveMeasurementTest {
  private static final MoveCase SMALL =
      new MoveCase(
          "small",
          700,
          7,
          4,
          JvmOptions.withHeap("256m"),
          Duration.ofMillis(300),
          ParallelMove.hurried(),
          1,
          1,
          true,
          List.of(Bar.atMost(MoveFigures.GAP_HIGH, Double.MAX_VALUE)));

  @TempDir private Path directory;

  @Test
  void everyMoveOfARoundIsMeasuredAndNothingIsLostOrRepeated() throws Exception {
    try (Bench bench = Bench.start(directory, true, JvmOptions.withHeap("512m"), message -> {})) {
      List<Row> rows = MoveMeasurement.measure(bench, SMALL, 1_000, 0, 1);

      List<Row> outputs = rows.stream().filter(row -> row.measurement().equals("small")).toList();
      assertThat(outputs)
          .extracting(Row::contender)
          .containsExactly(
              "Parallel, light to Flink",
              "Parallel, Flink to Flink",
              "stop and restart, on Flink",
              "Parallel, Flink to light",
              "Parallel, light to light",
              "stop and restart, on light",
              "StateTransfer, light to Flink",
              "StateTransfer, Flink to light",
              "Restart, light to Flink",
              "Restart, Flink to light");
      assertThat(outputs)
          .allSatisfy(
              row ->
                  assertThat(row.figures())
                      .containsEntry("moves", 1L)
                      .containsEntry("duplicates", 0L)
                      .containsEntry("missing", 0L)
                      .containsKeys("latencyRatio", "usualP50Millis"));
      assertThat(outputs).filteredOn(Row::hasBars).hasSize(4).allMatch(Row::met);
      assertThat(rows)
          .filteredOn(row -> row.measurement().equals("small, times"))
          .hasSize(10)
          .filteredOn(row -> row.figures().containsKey("Transferring"))
          .hasSize(8);
      List<Row> ratios = rows.stream().filter(row -> row.figures().containsKey("ratio")).toList();
      assertThat(ratios).hasSize(12).filteredOn(Row::hasBars).hasSize(8);
      assertThat(new MoveMeasurement(SMALL).plots(rows))
          .extracting(plot -> plot.fileName("migration"))
          .contains("migration-small-gap-of-every-move.svg", "migration-small.svg");
    }
  }

  @Test
  void onlyBusyPartitionsGetRecordsAndOnlyOfKnownDevices() {
    int[] known = IntStream.range(0, SMALL.keys()).map(SMALL::filledDevice).toArray();
    assertThat(known).doesNotHaveDuplicates();
    assertThat(IntStream.of(known).map(Workload::partition).boxed()).doesNotContain(7);
    int[] busy = IntStream.range(0, SMALL.busyKeys()).map(SMALL::busyDevice).toArray();
    assertThat(known).contains(busy);
    assertThat(IntStream.of(busy).map(Workload::partition).distinct().boxed())
        .containsExactlyElementsOf(SMALL.busyPartitions());
  }

  @Test
  void theCommandNamesItsMeasurements() {
    StringWriter errors = new StringWriter();
    CommandLine command = new CommandLine(new BenchCommand()).setErr(new PrintWriter(errors, true));

    assertThat(command.execute("migration", "--only", "speed")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("parallel, blue-green, unhurried, idle, large, standby, shadow");
  }

  @Test
  void theCommandHelps() {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new BenchCommand()).setOut(new PrintWriter(out, true));

    assertThat(command.execute("migration", "--help")).isZero();
    assertThat(out.toString()).contains("--quick").contains("moves of a running stage");
  }
}
