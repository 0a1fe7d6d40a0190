package dev.millrace.local.bench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.JvmOptions;
import dev.millrace.local.bench.simulation.Pace;
import dev.millrace.stream.strategy.SynchronisationKind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves of counting stages as the benchmark measures them, in small. */
class CountBedTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final CountFaults NONE = new CountFaults(0, 0, 0);

  @TempDir private Path directory;

  @Test
  void everyWayMovesTheStageAndEveryRecordCountsOnce() throws Exception {
    try (Bench bench = Bench.start(directory, true, JvmOptions.withHeap("512m"), message -> {});
        CountBed bed =
            CountBed.open(bench, "small", Windowing.ofMillis(200), Pace.smooth(500), false)) {
      for (Way way : Way.values()) {
        CountMove move = bed.move(new CountWay(way, 0), SHORT, DEADLINE);
        assertThat(move.succeeded()).as(way + ": " + move).isTrue();
        if (way == Way.WINDOW_SYNCHRONISED) {
          assertThat(move.synchronisation().kind()).isEqualTo(SynchronisationKind.STRONG);
          assertThat(move.synchronisingMillis()).isPositive();
        }
        if (way == Way.STATE_TRANSFER || way == Way.RESTART) {
          assertThat(move.downtimeMillis()).isPositive();
        }
      }
      assertThat(bed.finish()).isEqualTo(NONE);
    }
  }

  @Test
  void stateThatGrowsWithTheWindowIsTransferredAndWindowsByNumberMayStayApart() throws Exception {
    try (Bench bench = Bench.start(directory, true, JvmOptions.withHeap("512m"), message -> {})) {
      try (CountBed bed =
          CountBed.open(bench, "keys", Windowing.ofMillis(1_000), Pace.smooth(500), true)) {
        Duration quiet = Duration.ofMillis(600);
        CountMove move = bed.move(new CountWay(Way.STATE_TRANSFER, 0), quiet, DEADLINE);
        assertThat(move.cells()).isPositive();
        assertThat(bed.finish()).isEqualTo(NONE);
      }
      try (CountBed bed =
          CountBed.open(bench, "number", Windowing.ofRecords(997), Pace.smooth(1_000), false)) {
        CountMove move = bed.move(CountWay.synchronised(0), SHORT, Duration.ofSeconds(3));
        assertThat(bed.finish()).isEqualTo(NONE);
        assertThat(move.succeeded()).as("once in 997 times: " + move).isFalse();
      }
    }
  }
}
