package dev.millrace.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Processes, broker and stage as the benchmarks put them together, in small. */
final class BenchTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void aContenderProcessesWhatIsInTheTopicAndEveryRecordOfALoad() throws Exception {
    try (Bench bench = Bench.start(directory, true, JvmOptions.withHeap("512m"), message -> {})) {
      bench.create(Map.of("readings", Workload.PARTITIONS));
      Prefill.write(bench.bootstrapServers(), "readings", 20_000, 1_000);
      try (JvmProcess light =
          bench.contender(Contender.LIGHT, "light", JvmOptions.withHeap("128m"))) {
        Path settings = bench.prepare(StageUnderTest.numbered("round", "readings", true));
        Map<String, Object> round = light.ask("round " + settings + " 20000", TIMEOUT);
        assertThat(Answers.number(round, "records")).isBetween(1.0, 19_000.0);
        assertThat(Answers.number(round, "wallNanos")).isPositive();

        SteadyRun run = new SteadyRun(1_000, 1_000, Duration.ZERO, Duration.ofSeconds(1));
        SteadyRun.Outcome outcome =
            run.of(bench, light, StageUnderTest.numbered("steady", "readings", false), 20_000);
        assertThat(outcome.timings().count()).isPositive();
        assertThat(outcome.timings().seen()).isGreaterThan(20_000);
        assertThat(outcome.rssMiB()).isPositive();
      }
    }
  }

  @Test
  void aProcessThatEndsIsReportedWithTheEndOfItsLog() throws Exception {
    try (JvmProcess process =
        JvmProcess.start("gone", directory, List.of(), Gone.class, "no such luck")) {
      assertThatThrownBy(() -> process.answer(TIMEOUT))
          .hasMessageContaining("gone has ended")
          .hasMessageContaining("no such luck");
    }
  }

  @Test
  void aMeasurementThatIsNotThereIsRefusedWithThoseThatAre() {
    StringWriter errors = new StringWriter();
    CommandLine command = new CommandLine(new BenchCommand()).setErr(new PrintWriter(errors, true));

    assertThat(command.execute("stage", "--only", "speed")).isEqualTo(2);
    assertThat(errors.toString()).contains("no measurement 'speed'").contains("throughput");
  }

  /** A program that fails. */
  static final class Gone {
    private Gone() {}

    /** Throws its argument. */
    public static void main(String[] arguments) {
      throw new IllegalStateException(arguments[0]);
    }
  }
}
