package dev.millrace.local.bench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.bench.BenchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StrategiesCommandTest {
  @Test
  void theCommandNamesItsMeasurements() {
    StringWriter errors = new StringWriter();
    CommandLine command = new CommandLine(new BenchCommand()).setErr(new PrintWriter(errors, true));

    assertThat(command.execute("strategies", "--only", "speed")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("transfer-by-rate, transfer-by-window, by-rate, by-window, by-factor, split")
        .contains("same-workload, heat-map-live, heat-map, alignment");
  }
}
