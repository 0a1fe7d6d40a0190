package dev.millrace.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replacements as the benchmark measures them, in small. */
final class BlueGreenMeasurementTest {
  @TempDir private Path directory;

  @Test
  void onlyWhatKeepsItsStateAndAsksWhoWritesIsRight() throws Exception {
    try (Bench bench = Bench.start(directory, true, JvmOptions.withHeap("512m"), message -> {})) {
      List<Row> rows = BlueGreenMeasurement.measure(bench, 1_000, 1_000, Duration.ZERO, 1);

      assertThat(rows)
          .extracting(Row::contender)
          .endsWith("Restart without state", "Restart with state", "StateTransfer", "Parallel");
      assertThat(figures(rows.get(0), "missing", "wrong", "withoutRight")).containsOnly(0.0);
      assertThat(figures(rows.get(0), "duplicates")).allMatch(repeated -> repeated > 0);
      assertThat(figures(rows.get(1), "wrong", "withoutRight")).allMatch(wrong -> wrong > 0);
      assertThat(figures(rows.get(2), "duplicates", "missing")).containsOnly(0.0);
      assertThat(figures(rows.get(2), "wrong", "withoutRight")).allMatch(wrong -> wrong > 0);
      for (Row kept : rows.subList(3, rows.size())) {
        assertThat(figures(kept, "duplicates", "missing", "wrong", "withoutRight"))
            .as(kept.contender())
            .containsOnly(0.0);
      }
      assertThat(rows).allMatch(row -> row.figures().containsKey("gapMillis"));
    }
  }

  private static List<Double> figures(Row row, String... names) {
    return List.of(names).stream()
        .map(name -> ((Samples) row.figures().get(name)).median())
        .toList();
  }
}
